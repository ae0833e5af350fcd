/** One thing that the shop does, and how to measure what it consumes. */

import type { MeteredCall } from './meter.ts';
import type { MeteredShop } from './metered-shop.ts';

export interface Operation {
  /** A route of openapi.yml, or what else makes a function run. */
  readonly name: string;
  /** How much was there, or what came of it. */
  readonly circumstances: string;
  measure(shop: MeteredShop): Promise<readonly MeteredCall[]>;
}

type Run<Prepared> = (shop: MeteredShop, prepared: Prepared) => Promise<unknown>;

export function operation(name: string, circumstances: string, run: Run<void>): Operation {
  return prepared(name, circumstances, async () => {}, run);
}

/** What `prepare` does is not measured, and what it gives is handed to `run`. */
export function prepared<Prepared>(
  name: string,
  circumstances: string,
  prepare: (shop: MeteredShop) => Promise<Prepared>,
  run: Run<Prepared>,
): Operation {
  const measure = async (shop: MeteredShop) => {
    const preparation = await prepare(shop);
    return shop.measure(() => run(shop, preparation));
  };
  return { name, circumstances, measure };
}
