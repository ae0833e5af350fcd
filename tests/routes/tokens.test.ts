/** Which tokens the REST API and the HTTP API take, on every route that wants one. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { aBookItem } from '../support/a-book.ts';
import { badTokens } from '../support/bad-tokens.ts';
import { type RestShop, startRestShop } from '../support/rest-shop.ts';
import { readFunctionBlocks } from '../support/service-file.ts';

type Scheme = 'open' | 'reader' | 'staff' | 'accessToken';

interface Route {
  readonly route: string;
  readonly method: string;
  readonly address: string;
  readonly api: 'rest' | 'http';
  readonly scheme: Scheme;
}

function toRoute(api: Route['api'], method: string, path: string, scheme: string | undefined): Route {
  const address = path
    .replace('{bookId}', 'emma')
    .replace('{orderId}', '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD')
    .replace('{userId}', 'user-1');
  return {
    route: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    address,
    api,
    scheme: (scheme ?? 'open') as Scheme,
  };
}

interface Operation {
  readonly security?: readonly Record<string, unknown>[];
}

const { paths }: { paths: Record<string, Record<string, Operation>> } = parse(readFileSync('openapi.yml', 'utf8'), {
  merge: true,
});
const restRoutes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { security }]) =>
    toRoute('rest', method, path, Object.keys(security?.[0] ?? {})[0]),
  ),
);
const httpRoutes = Object.values(readFunctionBlocks())
  .flatMap(({ events = [] }) => events.flatMap(({ httpApi }) => httpApi ?? []))
  .map(({ method, path, authorizer }) => toRoute('http', method, path, authorizer?.name));
const routes = [...restRoutes, ...httpRoutes];
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
  it.each<[Scheme, readonly string[]]>([
    [
      'open',
      [
        'GET /health',
        'GET /books',
        'GET /books/{bookId}',
        'GET /books/{bookId}/cover',
        'GET /categories/{category}/books',
        'GET /books/{bookId}/reviews',
        'GET /search',
      ],
    ],
    [
      'reader',
      [
        'PUT /books/{bookId}/reviews/mine',
        'DELETE /books/{bookId}/reviews/mine',
        'GET /cart',
        'PUT /cart/{bookId}',
        'DELETE /cart/{bookId}',
        'GET /orders',
        'POST /orders',
        'GET /orders/{orderId}',
      ],
    ],
    [
      'staff',
      [
        'POST /admin/books',
        'PUT /admin/books/{bookId}',
        'DELETE /admin/books/{bookId}',
        'POST /admin/books/{bookId}/stock',
        'GET /admin/orders',
        'PUT /admin/orders/{userId}/{orderId}/status',
      ],
    ],
    ['accessToken', ['GET /wishlist', 'PUT /wishlist/{bookId}', 'DELETE /wishlist/{bookId}']],
  ])('that are %s are these', (wanted, expected) => {
    expect(routes.filter(({ scheme }) => scheme === wanted).map(({ route }) => route)).toEqual(expected);
  });
});

const id = { sub: 'user-1', 'cognito:groups': ['admins'] };
const access = { token_use: 'access', scope: 'aws.cognito.signin.user.admin' };

const closed = routes.filter(({ scheme }) => scheme !== 'open');

describe.each(closed)('$route', ({ route, method, address, api: apiOfRoute, scheme }) => {
  const send = (headers: Record<string, string>) =>
    api.call(address, { api: apiOfRoute, method, body: bodies.get(route), headers });
  const call = (token: string) => send({ Authorization: `Bearer ${token}` });
  /** The kind of token that the route takes, and the other. */
  const takesAccessTokens = scheme === 'accessToken';
  const right = takesAccessTokens ? { ...id, ...access } : id;
  const wrong = takesAccessTokens ? id : { ...id, ...access };
  const mint = (claims: object = {}) => api.tokenOf('user-1', { ...right, ...claims });

  it('answers 401 without a token, and says so to browsers of the storefront', async () => {
    const { status, body, headers } = await api.call(address, {
      api: apiOfRoute,
      method,
      body: bodies.get(route),
      headers: { Origin: api.storefront },
    });
    expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(api.storefront);
  });

  it.each(badTokens)('answers 401 to %s', async (_what, make) => {
    const { status, body } = await call(make(right, { ...api, stranger }));
    expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
  });

  it('answers 401 to an expired token', async () => {
    const { status, body } = await call(mint({ exp: 'past' }));
    // Only the authorizer for user pools tells that it has expired.
    const message = scheme === 'reader' ? 'The incoming token has expired' : 'Unauthorized';
    expect([status, body]).toEqual([401, { message }]);
  });

  it('refuses the other kind of token', async () => {
    const { status, body } = await call(api.tokenOf('user-1', wrong));
    // An HTTP API tells an ID token by the scope that it lacks, and a lack of scopes is a 403.
    const expected = takesAccessTokens ? [403, { message: 'Forbidden' }] : [401, { message: 'Unauthorized' }];
    expect([status, body]).toEqual(expected);
  });

  it.each(['Bearer', 'Basic dXNlcjpwYXNzd29yZA==', 'Bearer a b c'])(
    'answers 401 to Authorization: %s',
    async (header) => {
      const { status, body } = await send({ Authorization: header });
      expect([status, body]).toEqual([401, { message: 'Unauthorized' }]);
    },
  );

  it('lets the right token through', async () => {
    const { status } = await call(mint());
    expect([200, 201, 204, 400, 404, 409]).toContain(status);
  });

  if (scheme === 'staff') {
    it('answers 403 to readers', async () => {
      const { status, body } = await call(api.tokenOf('user-1'));
      expect([status, Object.keys(body)]).toEqual([403, ['message']]);
    });
  }
});
