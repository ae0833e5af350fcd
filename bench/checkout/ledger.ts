/** Reads the tables themselves, past the API, and finds whatever does not add up. */

import { type Item, readTable } from '../tables.ts';

type Outputs = Readonly<Record<string, string>>;

export interface Ledger {
  readonly orders: readonly StoredOrder[];
  /** What is remembered of each Idempotency-Key. */
  readonly checkouts: readonly StoredCheckout[];
  /** By user. */
  readonly carts: ReadonlyMap<string, StoredCart>;
  /** By book. */
  readonly stock: ReadonlyMap<string, number>;
}

export interface StoredOrder {
  readonly userId: string;
  readonly orderId: string;
  readonly lines: readonly { readonly bookId: string; readonly quantity: number }[];
}

export interface StoredCheckout {
  readonly userId: string;
  readonly key: string;
  readonly cartVersion: number;
  readonly orderId: string;
}

export interface StoredCart {
  readonly version: number;
  readonly bookIds: readonly string[];
}

export async function readLedger(outputs: Outputs): Promise<Ledger> {
  const [orders, checkouts, carts, books] = await Promise.all(
    ['OrdersTable', 'CheckoutsTable', 'CartsTable', 'BooksTable'].map((table) => readTable(outputs, table)),
  );
  return {
    orders: (orders ?? []).map(toOrder),
    checkouts: (checkouts ?? []).map(toCheckout),
    carts: new Map((carts ?? []).map((item) => [text(item, 'userId'), toCart(item)])),
    stock: new Map((books ?? []).map((item) => [text(item, 'id'), number(item, 'stock')])),
  };
}

/**
 * An order is half there when there is an order without the key it was placed under, or the key without the order, or
 * when a book has lost other copies than the orders say. Gives a sentence for each; none is good.
 */
export function findHalves(ledger: Ledger, stockBefore: ReadonlyMap<string, number>): readonly string[] {
  const { orders, checkouts, stock } = ledger;
  const placed = new Set(orders.map(({ userId, orderId }) => `${userId}/${orderId}`));
  const remembered = new Set(checkouts.map(({ userId, orderId }) => `${userId}/${orderId}`));
  const sold = (bookId: string) =>
    orders.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.bookId === bookId ? line.quantity : 0), 0);
  return [
    ...[...placed].filter((id) => !remembered.has(id)).map((id) => `The order ${id} is there without its key.`),
    ...[...remembered].filter((id) => !placed.has(id)).map((id) => `The key of the order ${id} is there without it.`),
    ...(remembered.size === checkouts.length ? [] : ['Two keys have the same order.']),
    ...[...stockBefore]
      .filter(([bookId, before]) => stock.get(bookId) !== before - sold(bookId))
      .map(([id, before]) => `${id}: of ${before} copies ${sold(id)} are sold and ${stock.get(id)} are left.`),
  ];
}

function toOrder(item: Item): StoredOrder {
  const lines = (item.items?.L ?? []).map(({ M = {} }) => ({
    bookId: text(M, 'bookId'),
    quantity: number(M, 'quantity'),
  }));
  return { userId: text(item, 'userId'), orderId: text(item, 'orderId'), lines };
}

function toCheckout(item: Item): StoredCheckout {
  const { orderId } = JSON.parse(text(item, 'answer'));
  const [userId, key] = [text(item, 'userId'), text(item, 'idempotencyKey')];
  return { userId, key, cartVersion: number(item, 'cartVersion'), orderId };
}

function toCart(item: Item): StoredCart {
  const lines = Object.keys(item).filter((name) => name.startsWith('q#'));
  return { version: number(item, 'version'), bookIds: lines.map((name) => name.slice(2)) };
}

const text = (item: Item, name: string): string => item[name]?.S ?? '';
const number = (item: Item, name: string): number => Number(item[name]?.N ?? Number.NaN);
