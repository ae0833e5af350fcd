/** Which tokens the REST API takes, on every route that wants one. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { aBookItem } from '../support/a-book.ts';
import { type RestShop, startRestShop } from '../support/rest-shop.ts';

interface Operation {
  readonly security?: readonly Record<string, unknown>[];
}

const { paths }: { paths: Record<string, Record<string, Operation>> } = parse(readFileSync('openapi.yml', 'utf8'), {
  merge: true,
});
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { security }]) => {
    const address = path
      .replace('{bookId}', 'emma')
      .replace('{orderId}', '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD')
      .replace('{userId}', 'user-1');
    return {
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      address,
      scheme: Object.keys(security?.[0] ?? {})[0],
    };
  }),
);
const bodies = new Map([
  ['PUT /cart/{bookId}', { quantity: 1 }],
  ['POST /orders', { cartVersion: 1, totalInCents: 1 }],
  ['PUT /books/{bookId}/reviews/mine', { rating: 5, text: 'x' }],
]);

let log: jest.SpyInstance;
let api: RestShop;
let stranger: TokenIssuer;

beforeAll(async () => {
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  [api, stranger] = [await startRestShop(), await startTokenIssuer()];
  await api.shop.put('BooksTable', aBookItem());
}, 30_000);

afterAll(async () => {
  log.mockRestore();
  await Promise.all([api.stop(), stranger.close()]);
});

describe('the routes', () => {
  it('are open, for readers, or for staff, as this table says', () => {
    const byScheme = (wanted: string | undefined) =>
      routes.filter(({ scheme }) => scheme === wanted).map(({ route }) => route);
    expect(byScheme(undefined)).toEqual([
      'GET /health',
      'GET /books',
      'GET /books/{bookId}',
      'GET /books/{bookId}/cover',
      'GET /categories/{category}/books',
      'GET /books/{bookId}/reviews',
      'GET /search',
    ]);
    expect(byScheme('reader')).toEqual([
      'PUT /books/{bookId}/reviews/mine',
      'DELETE /books/{bookId}/reviews/mine',
      'GET /cart',
      'PUT /cart/{bookId}',
      'DELETE /cart/{bookId}',
      'GET /orders',
      'POST /orders',
      'GET /orders/{orderId}',
    ]);
    expect(byScheme('staff')).toEqual([
      'POST /admin/books',
      'PUT /admin/books/{bookId}',
      'DELETE /admin/books/{bookId}',
      'POST /admin/books/{bookId}/stock',
      'GET /admin/orders',
      'PUT /admin/orders/{userId}/{orderId}/status',
    ]);
  });
});

describe.each(routes.filter(({ scheme }) => scheme !== undefined))('$route', ({ route, method, address, scheme }) => {
  const call = (token?: string) => api.call(address, { method, token, body: bodies.get(route) });

  it('answers 401 without a token, and says so to browsers of the storefront', async () => {
    const { status, body, headers } = await call();
    expect([status, body, headers.get('Access-Control-Allow-Origin')]).toEqual([
      401,
      { message: 'Unauthorized' },
      expect.stringMatching(/^https:/),
    ]);
  });

  const id = { sub: 'user-1', 'cognito:groups': ['admins'] };
  it.each<[string, () => string]>([
    ['an expired token', () => api.tokenOf('user-1', { ...id, exp: 'past' })],
    ['a token that is not valid yet', () => api.tokenOf('user-1', { ...id, nbf: 'future' })],
    ['a token of another pool', () => stranger.mint(id, api.clientId)],
    [
      'a token that another pool signed in the name of this one',
      () => stranger.mint({ ...id, iss: api.pool.issuer }, api.clientId),
    ],
    ['a token for another client', () => api.pool.mint(id, 'other-client')],
    ['a token for a client whose name begins like this one', () => api.pool.mint(id, `${api.clientId}x`)],
    ['an access token', () => api.tokenOf('user-1', { ...id, token_use: 'access' })],
    ['alg: none', () => api.tokenOf('user-1', { ...id, '@alg': 'none' })],
    ['HS256 with the public key as its secret', () => api.tokenOf('user-1', { ...id, '@alg': 'HS256' })],
    ['an unknown key', () => api.tokenOf('user-1', { ...id, '@kid': 'key-2' })],
    ['a broken signature', () => `${api.tokenOf('user-1', id).slice(0, -8)}AAAAAAAA`],
    ['half a token', () => api.tokenOf('user-1', id).slice(0, 40)],
    ['no token at all', () => 'hello'],
  ])('answers 401 to %s', async (_what, mint) => {
    const { status, body } = await call(mint());
    expect([status, Object.keys(body)]).toEqual([401, ['message']]);
  });

  it('lets the right token through', async () => {
    const { status } = await call(api.tokenOf('user-1', id));
    expect([200, 201, 204, 400, 404, 409]).toContain(status);
  });

  if (scheme === 'staff') {
    it('answers 403 to readers', async () => {
      const { status, body } = await call(api.tokenOf('user-1'));
      expect([status, Object.keys(body)]).toEqual([403, ['message']]);
    });
  }
});
