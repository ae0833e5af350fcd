/** Finds the highest rate that the shop holds: more and more shoppers, until they only wait for each other. */

import type { ShopFigures } from './kinds.ts';

export interface Step {
  readonly shoppers: number;
  readonly requestsPerSecond: number;
  readonly p99InMs: number;
  readonly errors: number;
  readonly holds: boolean;
}

const LONGEST_P99_MS = 1_000;
/** Less than that is no gain. */
const GAIN = 1.05;

/** `shop` sends what so many shoppers can. */
export async function findRate(
  shop: (shoppers: number) => Promise<ShopFigures>,
  most: number,
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (let shoppers = 2; shoppers <= most; shoppers *= 2) {
    const step = await take(shop, shoppers);
    const best = Math.max(0, ...steps.map((it) => it.requestsPerSecond));
    steps.push(step);
    if (steps.length > 1 && (!step.holds || step.requestsPerSecond < best * GAIN)) break;
  }
  return steps;
}

/** When the machine is so busy that not even two shoppers are served well, what they got is all there is. */
export function getHighest(steps: readonly Step[]): number {
  const held = steps.filter(({ holds }) => holds);
  return Math.max(...(held.length > 0 ? held : steps.slice(0, 1)).map(({ requestsPerSecond }) => requestsPerSecond));
}

async function take(shop: (shoppers: number) => Promise<ShopFigures>, shoppers: number): Promise<Step> {
  const { requestsPerSecond, all, errorCount } = await shop(shoppers);
  const holds = errorCount === 0 && all.p99InMs <= LONGEST_P99_MS;
  return { shoppers, requestsPerSecond, p99InMs: all.p99InMs, errors: errorCount, holds };
}
