/** Who sends the inputs, with which tokens, and what they find in the shop; and somebody who has nothing to do with it. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createToken } from '../../local/user-pool/json-web-token.ts';
import { loadSigningKey } from '../../local/user-pool/signing-key.ts';
import type { RunningApp } from '../../tests/support/stack.ts';
import { type Account, readClaims, signInAsStaff, signUpReaders } from '../accounts.ts';
import { fillCart, order, sellBook } from '../checkout/buying.ts';
import { createShopClient, type ShopClient } from '../shop-client.ts';
import { readTable } from '../tables.ts';
import type { Shelves } from './http-inputs.ts';

/** Somebody who sends inputs. */
export interface Sender {
  readonly account: Account;
  /** What stands in double braces in an input, by its name. */
  readonly words: Map<string, string>;
}

export interface Setting {
  readonly senders: readonly Sender[];
  readonly shelves: Shelves;
  readonly bystander: Bystander;
}

export interface Bystander {
  readonly userId: string;
  /** Ids and names that nobody else may get to see. */
  readonly secrets: readonly string[];
  /** What came over their connection to the chat since the last time. */
  takeFrames(): readonly string[];
  leave(): void;
}

const READING = 8;
const NAME = 'Ulla Uninvolved';

/** `staffSize` is how many books there are for staff to change. */
export async function createSetting(app: RunningApp, senders: number, staffSize: number): Promise<Setting> {
  const { outputs } = app;
  const shop = createShopClient(outputs.RestApiUrl ?? '');
  const staff = await signInAsStaff(outputs);
  const seeded = (await readTable(outputs, 'BooksTable')).map(({ id }) => id?.S ?? '').sort();
  const mark = Date.now();
  const sell = (title: string) => sellBook(shop, staff, title, 1_000_000);
  const reading = await inTurns(READING, (index) => sell(`Fuzz Reading ${index} of ${mark}`));
  const staffTitles = Array.from({ length: staffSize }, (_, index) => `Fuzz Shelf ${index} of ${mark}`);
  const staffBooks = await inTurns(staffSize, (index) => sell(staffTitles[index] ?? ''));
  const [other, ...accounts] = await signUpReaders(outputs, `fuzz-${mark}`, senders + 1);
  const quietBook = await sell(`Fuzz Quiet of ${mark}`);
  const bystander = await placeBystander(app, shop, quietBook, reading);
  const common = await toCommonWords(app, staff, other);
  const orders = await Promise.all(accounts.map((account) => buy(shop, account, reading[0] ?? '')));
  await shop.close();
  const origin = new URL(outputs.StorefrontUrl ?? '').origin;
  return {
    senders: accounts.map((account, index) => ({
      account,
      words: new Map([
        ...common,
        ...Object.entries({ id: account.token, access: account.accessToken, refresh: account.refreshToken }),
        ...Object.entries({ userId: account.userId, orderId: orders[index] ?? '' }),
        ...Object.entries({ cartVersion: '0', totalInCents: '0', messageId: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD' }),
        ['strangersOrder', bystander.secrets[1] ?? ''],
      ]),
    })),
    shelves: { reading, staffTitles, staffBooks, seeded, quiet: [quietBook], origin },
    bystander,
  };
}

async function toCommonWords(
  { outputs, stateFolder }: RunningApp,
  staff: Account,
  other: Account | undefined,
): Promise<[string, string][]> {
  const path = join(stateFolder, 'user-pool', `${outputs.UserPoolId}.key.pem`);
  const hourAgo = Math.floor(Date.now() / 1000) - 3_600;
  const times = { iat: hourAgo - 3_600, auth_time: hourAgo - 3_600, exp: hourAgo };
  const expired = createToken({ ...readClaims(staff.token), ...times }, await loadSigningKey(path));
  const [, claims] = staff.token.split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  return Object.entries({
    staff: staff.token,
    otherId: other?.token ?? '',
    otherAccess: other?.accessToken ?? '',
    expired,
    unsigned: `${none}.${claims}.`,
    today: new Date().toISOString().slice(0, 10),
  });
}

async function buy(shop: ShopClient, account: Account, bookId: string): Promise<string> {
  const { status, body } = await order(shop, await fillCart(shop, account, [{ bookId, quantity: 1 }]));
  if (status !== 201) throw new Error(`An order was answered with ${status}.`);
  return String(body.orderId);
}

/** With an order, a cart, a review, a wish, and a seat in a room where nobody else is. */
async function placeBystander(
  { outputs }: RunningApp,
  shop: ShopClient,
  quietBook: string,
  reading: readonly string[],
): Promise<Bystander> {
  const [account] = await signUpReaders(outputs, `bystander-${randomUUID()}`, 1);
  if (account === undefined) throw new Error('Nobody stands by.');
  const { token, accessToken, userId } = account;
  const orderId = await buy(shop, account, reading[1] ?? '');
  await shop.expect(200, `/cart/${reading[2]}`, { method: 'PUT', token, body: { quantity: 3 } });
  const review = { rating: 4, text: NAME };
  await shop.expect(200, `/books/${quietBook}/reviews/mine`, { method: 'PUT', token, body: review });
  const wished = await fetch(`${outputs.HttpApiUrl}/wishlist/${reading[3]}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (!wished.ok) throw new Error(`A wish was answered with ${wished.status}.`);
  return { userId, secrets: [userId, orderId], ...(await sitDown(outputs.WebSocketUrl ?? '', token, quietBook)) };
}

async function sitDown(url: string, token: string, bookId: string): Promise<Pick<Bystander, 'takeFrames' | 'leave'>> {
  const socket = new WebSocket(url, ['bookstore', token]);
  let frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  await once(socket, 'open');
  socket.send(JSON.stringify({ action: 'join', room: `book:${bookId}` }));
  while (!frames.some((it) => it.includes('"presence"'))) await once(socket, 'message');
  return {
    takeFrames: () => frames.splice(0),
    leave: () => {
      frames = [];
      socket.close();
    },
  };
}

async function inTurns<T>(count: number, act: (index: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index++) results.push(await act(index));
  return results;
}
