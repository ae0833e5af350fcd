/** One visit of a reader to the shop: looks around, and now and then buys, reviews, wishes, or signs in anew. */

import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { type Account, refreshTokens, signIn, signOut } from '../accounts.ts';
import type { ShopClient } from '../shop-client.ts';
import type { Recorder } from './recorder.ts';

export interface Visit {
  readonly outputs: Readonly<Record<string, string>>;
  readonly shop: ShopClient;
  readonly reader: Account;
  readonly staff: Account;
  readonly bookIds: readonly string[];
  readonly recorder: Recorder;
  /** Waits for the next moment at which a request may be sent. */
  readonly pace: () => Promise<void>;
}

const CATEGORIES = ['poetry', 'mystery', 'classics', 'science-fiction'];
const WORDS = ['love', 'the', 'jane', 'war', 'soak'];

export async function visit(it: Visit): Promise<void> {
  const bookId = choose(it.bookIds);
  await lookAround(it, bookId);
  if (chance(0.4)) await fillCart(it, bookId);
  if (chance(0.1)) await review(it, bookId);
  if (chance(0.2)) await wish(it, bookId);
  if (chance(0.03)) await restock(it, bookId);
  if (chance(0.1)) await it.recorder.time('sign-in', 'refresh', () => refreshTokens(it.outputs, it.reader));
  if (chance(0.01)) await comeAndGo(it);
}

async function lookAround(it: Visit, bookId: string): Promise<void> {
  await read(it, '/books?limit=20');
  await read(it, `/categories/${choose(CATEGORIES)}/books?sort=${choose(['title', 'price'])}`);
  await read(it, `/search?q=${choose(WORDS)}`);
  await read(it, `/books/${bookId}`);
  await read(it, `/books/${bookId}/cover`);
  await read(it, `/books/${bookId}/reviews?limit=5`);
}

async function read(it: Visit, path: string, token?: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  await it.pace();
  return it.recorder.time('read', path, () => it.shop.expect(200, path, token === undefined ? {} : { token }));
}

async function fillCart(it: Visit, bookId: string): Promise<void> {
  const { shop, recorder, reader } = it;
  const { token } = reader;
  await it.pace();
  const put = { method: 'PUT', token, body: { quantity: 1 } } as const;
  await recorder.time('write', 'PUT /cart', () => shop.expect(200, `/cart/${bookId}`, put));
  const cart = await read(it, '/cart', token);
  if (cart === undefined || chance(0.5)) return;
  await it.pace();
  const body = { cartVersion: cart.version, totalInCents: cart.totalInCents };
  const order = { method: 'POST', token, body, headers: { 'Idempotency-Key': randomUUID() } } as const;
  const placed = await recorder.time('streamed write', 'POST /orders', () => shop.expect(201, '/orders', order));
  if (placed !== undefined) await read(it, `/orders/${placed.orderId}`, token);
  await read(it, '/orders?limit=5', token);
}

async function review(it: Visit, bookId: string): Promise<void> {
  await it.pace();
  const body = { rating: 1 + Math.floor(Math.random() * 5), text: 'Read in one night.' };
  const put = { method: 'PUT', token: it.reader.token, body } as const;
  const path = `/books/${bookId}/reviews/mine`;
  await it.recorder.time('streamed write', 'PUT review', () => it.shop.expect(200, path, put));
}

async function wish(it: Visit, bookId: string): Promise<void> {
  const ask = async (method: 'GET' | 'PUT' | 'DELETE', path: string): Promise<void> => {
    const headers = { Authorization: `Bearer ${it.reader.accessToken}` };
    const { statusCode, body } = await request(`${it.outputs.HttpApiUrl}${path}`, { method, headers });
    await body.dump();
    if (statusCode >= 300) throw new Error(`${statusCode}`);
  };
  await it.pace();
  await it.recorder.time('write', 'PUT /wishlist', () => ask('PUT', `/wishlist/${bookId}`));
  await it.pace();
  await it.recorder.time('read', 'GET /wishlist', () => ask('GET', '/wishlist'));
  await it.pace();
  await it.recorder.time('write', 'DELETE /wishlist', () => ask('DELETE', `/wishlist/${bookId}`));
}

async function restock({ shop, staff, recorder, pace }: Visit, bookId: string): Promise<void> {
  await pace();
  const post = { method: 'POST', token: staff.token, body: { change: 5 } } as const;
  const path = `/admin/books/${bookId}/stock`;
  await recorder.time('streamed write', 'POST stock', () => shop.expect(200, path, post));
}

/** On another device, say. */
async function comeAndGo({ outputs, reader, recorder }: Visit): Promise<void> {
  const other = await recorder.time('sign-in', 'sign in', () => signIn(outputs, reader.email));
  if (other !== undefined) await recorder.time('sign-in', 'sign out', () => signOut(outputs, other));
}

const chance = (share: number): boolean => Math.random() < share;
const choose = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;
