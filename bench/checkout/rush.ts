/** Many readers want the last copies of one book at the same moment. And one reader sends one order many times at once. */

import { type Account, signUpReaders } from '../accounts.ts';
import type { Answer, ShopClient } from '../shop-client.ts';
import { fillCart, orderPatiently, sellBook } from './buying.ts';
import { findHalves, readLedger } from './ledger.ts';

export interface RushResult {
  readonly buyers: number;
  readonly copies: number;
  /** Answered 201. */
  readonly placed: number;
  /** Answered 409, naming the book and that none is left. */
  readonly refused: number;
  /** Any other answer, as text. */
  readonly others: readonly string[];
  /** Requests that were sent again because the shop was too busy to answer in time. */
  readonly repetitions: number;
  readonly ordersStored: number;
  readonly stockLeft: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  readonly problems: readonly string[];
}

type Outputs = Readonly<Record<string, string>>;

export async function rush(
  shop: ShopClient,
  outputs: Outputs,
  staff: Account,
  { buyers, copies }: { readonly buyers: number; readonly copies: number },
): Promise<RushResult> {
  const bookId = await sellBook(shop, staff, `Last Copies of ${Date.now()}`, copies);
  const readers = await signUpReaders(outputs, `rush-${Date.now()}`, buyers);
  const checkouts = await inTurns(readers, 16, (reader) => fillCart(shop, reader, [{ bookId, quantity: 1 }]));
  const startedAt = performance.now();
  const outcomes = await Promise.all(checkouts.map((checkout) => orderPatiently(shop, checkout)));
  const milliseconds = performance.now() - startedAt;
  const answers = outcomes.map(({ answer }) => answer);
  const ledger = await readLedger(outputs);
  const isSoldOut = ({ status, body }: Answer) =>
    status === 409 && JSON.stringify(body.books) === JSON.stringify([{ bookId, available: 0 }]);
  const placed = answers.filter(({ status }) => status === 201);
  return {
    buyers,
    copies,
    placed: new Set(placed.map(({ body }) => body.orderId)).size,
    refused: answers.filter(isSoldOut).length,
    others: answers.filter((it) => it.status !== 201 && !isSoldOut(it)).map((it) => JSON.stringify(it)),
    repetitions: outcomes.reduce((sum, outcome) => sum + outcome.repetitions, 0),
    ordersStored: ledger.orders.filter(({ lines }) => lines.some((line) => line.bookId === bookId)).length,
    stockLeft: ledger.stock.get(bookId) ?? Number.NaN,
    milliseconds,
    problems: findHalves(ledger, new Map([[bookId, copies]])),
  };
}

export interface RepeatResult {
  readonly orders: number;
  readonly times: number;
  /** How many of the orders were answered with one and the same 201 each time. */
  readonly alike: number;
  readonly ordersStored: number;
  readonly copiesSold: number;
  readonly problems: readonly string[];
}

/** Each of `orders` orders is sent `times` times at once, with the same key. */
export async function repeat(
  shop: ShopClient,
  outputs: Outputs,
  staff: Account,
  { orders, times }: { readonly orders: number; readonly times: number },
): Promise<RepeatResult> {
  const copies = orders * times;
  const bookId = await sellBook(shop, staff, `Said Twice of ${Date.now()}`, copies);
  const readers = await signUpReaders(outputs, `repeat-${Date.now()}`, orders);
  const checkouts = await inTurns(readers, 16, (reader) => fillCart(shop, reader, [{ bookId, quantity: 1 }]));
  const outcomes = await inTurns(checkouts, 1, (checkout) =>
    Promise.all(Array.from({ length: times }, () => orderPatiently(shop, checkout))),
  );
  const ledger = await readLedger(outputs);
  const answers = outcomes.map((same) => same.map(({ answer }) => answer));
  const isAlike = (same: readonly Answer[]) =>
    same[0]?.status === 201 && new Set(same.map((answer) => JSON.stringify(answer))).size === 1;
  return {
    orders,
    times,
    alike: answers.filter(isAlike).length,
    ordersStored: ledger.orders.filter(({ lines }) => lines.some((line) => line.bookId === bookId)).length,
    copiesSold: copies - (ledger.stock.get(bookId) ?? Number.NaN),
    problems: findHalves(ledger, new Map([[bookId, copies]])),
  };
}

/** So many at a time. */
async function inTurns<Of, To>(
  values: readonly Of[],
  atOnce: number,
  act: (value: Of) => Promise<To>,
): Promise<readonly To[]> {
  const results: To[] = [];
  for (let first = 0; first < values.length; first += atOnce) {
    results.push(...(await Promise.all(values.slice(first, first + atOnce).map(act))));
  }
  return results;
}
