/** Nobody reads or changes what is another's: every route of readers, tried with somebody else's ids. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { aBookItem } from '../support/a-book.ts';
import { type Answer, type Call, type RestShop, startRestShop } from '../support/rest-shop.ts';
import { readFunctionBlocks } from '../support/service-file.ts';

let api: RestShop;
let ann: string;
let eve: string;
let annsOrder: string;
let log: jest.SpyInstance;

beforeAll(async () => {
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  api = await startRestShop();
  [ann, eve] = [api.tokenOf('user-ann'), api.tokenOf('user-eve')];
  await api.shop.put('BooksTable', aBookItem({ stock: 100 }));
  await api.call('/cart/emma', { method: 'PUT', token: ann, body: { quantity: 2 } });
  const headers = { 'Idempotency-Key': 'anns-first-order' };
  const body = { cartVersion: 1, totalInCents: 2500 };
  annsOrder = (await api.call('/orders', { method: 'POST', token: ann, headers, body })).body.orderId;
  await api.call('/cart/emma', { method: 'PUT', token: ann, body: { quantity: 3 } });
  await api.call('/books/emma/reviews/mine', { method: 'PUT', token: ann, body: { rating: 5, text: 'Mine.' } });
  const wish = { api: 'http', method: 'PUT', token: api.accessTokenOf('user-ann') } as const;
  await api.call('/wishlist/emma', wish);
}, 30_000);

afterAll(() => {
  log.mockRestore();
  return api.stop();
});

const cartOf = async (token: string) => (await api.call('/cart', { token })).body.items;

describe('Eve', () => {
  it('does not see the cart of Ann', async () => {
    expect(await cartOf(eve)).toEqual([]);
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it('does not change it', async () => {
    await api.call('/cart/emma', { method: 'PUT', token: eve, body: { quantity: 20 } });
    expect(await api.call('/cart/emma', { method: 'DELETE', token: eve })).toMatchObject({ status: 204, text: '' });
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it.each(['?userId=user-ann', '?sub=user-ann'])('does not get there with %s', async (query) => {
    expect((await api.call(`/cart${query}`, { token: eve })).body.items).toEqual([]);
    expect((await api.call(`/orders${query}`, { token: eve })).body.items).toEqual([]);
  });

  it('does not read the orders of Ann', async () => {
    expect(await api.call(`/orders/${annsOrder}`, { token: eve })).toMatchObject({ status: 404 });
    expect((await api.call('/orders', { token: eve })).body.items).toEqual([]);
    expect(await api.call(`/orders/${annsOrder}`, { token: ann })).toMatchObject({
      status: 200,
      body: { orderId: annsOrder },
    });
  });

  it('does not get at them with a token of their list', async () => {
    const nextToken = `orders.${Buffer.from(annsOrder.replace(/.$/, '~')).toString('base64')}`;
    const { status, body } = await api.call(`/orders?nextToken=${encodeURIComponent(nextToken)}`, { token: eve });
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  it('does not get the answer to the Idempotency-Key of Ann', async () => {
    const headers = { 'Idempotency-Key': 'anns-first-order' };
    const body = { cartVersion: 1, totalInCents: 2500 };
    const answer = await api.call('/orders', { method: 'POST', token: eve, headers, body });
    expect([answer.status, answer.text.includes(annsOrder)]).toEqual([409, false]);
  });

  it('does not order the cart of Ann', async () => {
    const headers = { 'Idempotency-Key': 'eves-first-order' };
    const body = { cartVersion: 3, totalInCents: 3750, userId: 'user-ann' };
    expect(await api.call('/orders', { method: 'POST', token: eve, headers, body })).toMatchObject({ status: 400 });
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it('does not delete or replace the review of Ann', async () => {
    expect(await api.call('/books/emma/reviews/mine', { method: 'DELETE', token: eve })).toMatchObject({ status: 404 });
    await api.call('/books/emma/reviews/mine', {
      method: 'PUT',
      token: eve,
      body: { rating: 1, text: 'Eve was here.' },
    });
    const { items } = (await api.call('/books/emma/reviews')).body;
    expect(items.map(({ text }: { text: string }) => text).toSorted()).toEqual(['Eve was here.', 'Mine.']);
  });
});

describe('the answers to readers', () => {
  it.each(['/cart', '/orders', '/books/emma/reviews?limit=1', '/orders?limit=1'])(
    'of %s name no user',
    async (path) => {
      const { status, text, body } = await api.call(path, { token: ann });
      const token = String(body.nextToken ?? '')
        .split('.')
        .map((part) => Buffer.from(part, 'base64').toString());
      expect(status).toBe(200);
      expect(text + token.join()).not.toMatch(/user-ann|user-eve/);
    },
  );
});

/** Every route that wants a token, asked by Eve with whatever of Ann's a client can name, and what she gets. */
interface Attempt {
  readonly route: string;
  readonly attempt: () => Promise<Answer>;
  readonly status: number;
  readonly body?: unknown;
}

const annsIds = '?userId=user-ann&sub=user-ann&username=user-ann';
const annsHeaders = {
  'X-User-Id': 'user-ann',
  'X-Amzn-Oidc-Identity': 'user-ann',
  'Idempotency-Key': 'anns-first-order',
};
const ask = (path: string, call: Call = {}) => api.call(path + annsIds, { token: eve, headers: annsHeaders, ...call });
const askHttp = (path: string, call: Call = {}) =>
  ask(path, { api: 'http', token: api.accessTokenOf('user-eve'), ...call });
const change = (method: string, body?: unknown): Call => ({ method, body });
const emma = { ...aBookItem(), id: undefined, ratingSum: undefined, ratingCount: undefined, version: undefined };

const attempts: readonly Attempt[] = (
  [
    ['GET /cart', () => ask('/cart'), 200, expect.objectContaining({ items: [] })],
    ['PUT /cart/{bookId}', () => ask('/cart/emma', change('PUT', { quantity: 9, userId: 'user-ann' })), 400],
    ['PUT /cart/{bookId}', () => ask('/cart/emma', change('PUT', { quantity: 9 })), 200],
    ['DELETE /cart/{bookId}', () => ask('/cart/emma', change('DELETE')), 204],
    ['DELETE /cart/{bookId}', () => ask('/cart/emma', change('DELETE')), 404],
    ['GET /orders', () => ask('/orders'), 200, { items: [] }],
    ['GET /orders/{orderId}', () => ask(`/orders/${annsOrder}`), 404],
    ['POST /orders', () => ask('/orders', change('POST', { cartVersion: 1, totalInCents: 2500 })), 409],
    ['POST /orders', () => ask('/orders', change('POST', { cartVersion: 2, totalInCents: 3750 })), 409],
    [
      'PUT /books/{bookId}/reviews/mine',
      () => ask('/books/emma/reviews/mine', change('PUT', { rating: 1, text: 'Not mine.' })),
      200,
    ],
    ['DELETE /books/{bookId}/reviews/mine', () => ask('/books/emma/reviews/mine', change('DELETE')), 204],
    ['DELETE /books/{bookId}/reviews/mine', () => ask('/books/emma/reviews/mine', change('DELETE')), 404],
    ['GET /wishlist', () => askHttp('/wishlist'), 200, { items: [] }],
    ['PUT /wishlist/{bookId}', () => askHttp('/wishlist/emma', change('PUT')), 204],
    ['DELETE /wishlist/{bookId}', () => askHttp('/wishlist/emma', change('DELETE')), 204],
    ['GET /admin/orders', () => ask('/admin/orders'), 403],
    ['PUT /admin/orders/{userId}/{orderId}/status', () => cancelAnnsOrder(), 403],
    ['POST /admin/books', () => ask('/admin/books', change('POST', emma)), 403],
    ['PUT /admin/books/{bookId}', () => ask('/admin/books/emma', change('PUT', emma)), 403],
    ['DELETE /admin/books/{bookId}', () => ask('/admin/books/emma', change('DELETE')), 403],
    ['POST /admin/books/{bookId}/stock', () => ask('/admin/books/emma/stock', change('POST', { change: -1 })), 403],
  ] satisfies readonly (readonly [string, () => Promise<Answer>, number, unknown?])[]
).map(([route, attempt, status, body]) => ({ route, attempt, status, body }));

const cancelAnnsOrder = () => ask(`/admin/orders/user-ann/${annsOrder}/status`, change('PUT', { status: 'cancelled' }));

describe('what is Ann’s', () => {
  it.each(attempts)(
    'stays as it is after $route in her name: $status',
    async ({ attempt, status, body = expect.anything() }) => {
      const before = await readAllOfAnn();
      const answer = await attempt();
      expect([answer.status, answer.body ?? {}]).toEqual([status, body]);
      expect(answer.text).not.toMatch(new RegExp(`user-ann|${annsOrder}|Mine\\.`));
      expect(await readAllOfAnn()).toEqual(before);
      expect(before).toHaveLength(5);
    },
  );

  it('is tried by every route that wants a token', () => {
    const { paths } = parse(readFileSync('openapi.yml', 'utf8'), { merge: true });
    const rest = Object.entries<Record<string, { security?: unknown }>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) => (security ? `${method.toUpperCase()} ${path}` : [])),
    );
    const http = Object.values(readFunctionBlocks())
      .flatMap(({ events = [] }) => events.flatMap(({ httpApi }) => httpApi ?? []))
      .map(({ method, path }) => `${method} ${path}`);
    const tried = attempts.map(({ route }) => route);
    expect([...new Set(tried)].toSorted()).toEqual([...rest, ...http].toSorted());
  });
});

/** Her cart, order, remembered key, review and wish, as they are stored. */
async function readAllOfAnn(): Promise<readonly unknown[]> {
  const own = ['CartsTable', 'OrdersTable', 'CheckoutsTable', 'WishlistTable'].map(async (table) =>
    (await api.shop.scan(table)).filter(({ userId }) => userId?.S === 'user-ann'),
  );
  const reviews = (await api.shop.scan('ReviewsTable')).filter(({ text }) => text?.S === 'Mine.');
  return [...(await Promise.all(own)).flat(), ...reviews];
}
