/** What a reader does to buy: fills the cart, looks at it, and orders what it shows. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from '../accounts.ts';
import type { Answer, ShopClient } from '../shop-client.ts';

const MOST_REPETITIONS = 10;

export interface Line {
  readonly bookId: string;
  readonly quantity: number;
}

/** All that is needed to order once, and again with the same key. */
export interface Checkout {
  readonly account: Account;
  readonly key: string;
  readonly cartVersion: number;
  readonly totalInCents: number;
  /** All of the cart, with what was in it before. */
  readonly lines: readonly Line[];
}

export async function fillCart(shop: ShopClient, account: Account, lines: readonly Line[]): Promise<Checkout> {
  const { token } = account;
  for (const { bookId, quantity } of lines) {
    await shop.expect(200, `/cart/${bookId}`, { method: 'PUT', token, body: { quantity } });
  }
  const { version, totalInCents, items } = await shop.expect(200, '/cart', { token });
  const seen = { cartVersion: Number(version), totalInCents: Number(totalInCents), lines: toLines(items) };
  return { account, key: randomUUID(), ...seen };
}

export function order(shop: ShopClient, { account, key, cartVersion, totalInCents }: Checkout): Promise<Answer> {
  const headers = { 'Idempotency-Key': key };
  return shop.ask('/orders', {
    method: 'POST',
    token: account.token,
    headers,
    body: { cartVersion, totalInCents },
  });
}

/** As a client should: when the shop is too busy to answer in time, the same request again with the same key. */
export async function orderPatiently(
  shop: ShopClient,
  checkout: Checkout,
): Promise<{ readonly answer: Answer; readonly repetitions: number }> {
  for (let repetitions = 0; ; repetitions++) {
    const answer = await order(shop, checkout);
    if (answer.status < 500 || repetitions === MOST_REPETITIONS) return { answer, repetitions };
    await wait(Math.random() * 1000);
  }
}

/** In one order, so that they can be compared. */
export function toLines(items: unknown): readonly Line[] {
  return (items as Line[])
    .map(({ bookId, quantity }) => ({ bookId, quantity }))
    .sort((a, b) => (a.bookId < b.bookId ? -1 : 1));
}

/** Puts a new book on sale, and gives its id. */
export async function sellBook(shop: ShopClient, staff: Account, title: string, stock: number): Promise<string> {
  const text = { author: 'Nobody', year: 1999, language: 'English', category: 'mystery', description: 'For a test.' };
  const body = { title, ...text, priceInCents: 1099, stock };
  const { id } = await shop.expect(201, '/admin/books', { method: 'POST', token: staff.token, body });
  return String(id);
}
