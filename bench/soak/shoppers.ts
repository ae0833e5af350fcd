/** A program with many readers in it, who shop and chat until their time is over. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from '../accounts.ts';
import { serveParent } from '../program.ts';
import { createShopClient } from '../shop-client.ts';
import { chat } from './chatter.ts';
import type { ShopFigures } from './kinds.ts';
import { createRecorder } from './recorder.ts';
import { visit } from './visit.ts';

export interface ShopOrder {
  readonly outputs: Readonly<Record<string, string>>;
  readonly readers: readonly Account[];
  readonly staff: Account;
  readonly bookIds: readonly string[];
  /** How many of the readers shop, one request at a time each; the others chat. */
  readonly shoppers: number;
  readonly durationInMs: number;
  /** Requests a second of all shoppers together; as fast as they can when it is left out. */
  readonly rate?: number;
  /** The figures are given for each such stretch of time. */
  readonly stretchInMs: number;
}

async function shopTogether(order: ShopOrder): Promise<ShopFigures> {
  const { outputs, readers, staff, bookIds, durationInMs, stretchInMs } = order;
  const shop = createShopClient(outputs.RestApiUrl ?? '');
  const recorder = createRecorder();
  const until = performance.now() + durationInMs;
  const isOver = (): boolean => performance.now() > until;
  const pace = createPace(order.rate);
  const shopOnAndOn = async (reader: (typeof readers)[number]): Promise<void> => {
    while (!isOver()) await visit({ outputs, shop, reader, staff, bookIds, recorder, pace });
  };
  await Promise.all([
    ...readers.slice(0, order.shoppers).map(shopOnAndOn),
    ...readers.slice(order.shoppers).map(({ token }) => chat(outputs.WebSocketUrl ?? '', token, recorder, isOver)),
  ]);
  const figures = recorder.toFigures(stretchInMs);
  await shop.close();
  return figures;
}

/** Moments at equal distances. Whoever comes too late for theirs takes the next one that is still to come. */
function createPace(rate: number | undefined): () => Promise<void> {
  if (rate === undefined) return async () => {};
  let next = performance.now();
  return async () => {
    const now = performance.now();
    next = Math.max(next + 1000 / rate, now);
    if (next > now) await wait(next - now);
  };
}

serveParent((order) => shopTogether(order as ShopOrder));
