import { aRoute, withApi } from './an-http-api.ts';

const SHOP = 'https://shop.example';
const cors = {
  AllowOrigins: [SHOP, 'http://*'],
  AllowMethods: ['GET', 'PUT'],
  AllowHeaders: ['authorization', 'content-type'],
  ExposeHeaders: ['x-total'],
  AllowCredentials: true,
  MaxAge: 300,
};
const preflight = (origin: string): [string, string][] => [
  ['Origin', origin],
  ['Access-Control-Request-Method', 'GET'],
];
const corsHeadersOf = (headers: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    headers
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => /^(access-control-|vary)/.test(name)),
  );

describe('CORS of an HTTP API', () => {
  it('answers a preflight without a route', async () => {
    await withApi({ cors, routes: [aRoute('GET /x')] }, async ({ call, events }) => {
      const answer = await call('OPTIONS', '/x', preflight(SHOP));
      expect([answer.status, answer.text, events]).toEqual([204, '', []]);
      expect(corsHeadersOf(answer.headers)).toEqual({
        'access-control-allow-origin': SHOP,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET,PUT',
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-expose-headers': 'x-total',
        'access-control-max-age': '300',
        vary: 'origin',
      });
    });
  });

  it.each([
    [SHOP, true],
    ['http://anywhere.example', true],
    ['https://evil.example', false],
    ['https://shop.example.evil', false],
    ['https://evil.example/http://', false],
  ])('answers a page of %s: %s', async (origin, isAllowed) => {
    const answers = {
      statusCode: 200,
      headers: { 'Access-Control-Allow-Origin': 'https://of.the.function' },
      body: 'x',
    };
    await withApi({ cors, answers }, async ({ call }) => {
      const { status, headers } = await call('GET', '/x', [['Origin', origin]]);
      expect(status).toBe(200);
      expect(corsHeadersOf(headers)['access-control-allow-origin']).toBe(isAllowed ? origin : undefined);
      expect(JSON.stringify(headers)).not.toContain('https://of.the.function');
      expect((await call('OPTIONS', '/x', preflight(origin))).header('access-control-allow-methods')).toBe(
        isAllowed ? 'GET,PUT' : undefined,
      );
    });
  });

  it('is on errors too', async () => {
    await withApi({ cors, routes: [aRoute('GET /x')] }, async ({ call }) => {
      const answer = await call('GET', '/nope', [['Origin', SHOP]]);
      expect([answer.status, answer.header('access-control-allow-origin')]).toEqual([404, SHOP]);
    });
  });

  it('says * where any origin may read, and then nothing of vary', async () => {
    await withApi({ cors: { AllowOrigins: ['*'] } }, async ({ call }) => {
      const { headers } = await call('GET', '/x', [['Origin', SHOP]]);
      expect(corsHeadersOf(headers)).toEqual({ 'access-control-allow-origin': '*' });
    });
  });

  it('leaves the function’s headers alone where it is not configured', async () => {
    const answers = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: 'x' };
    await withApi({ answers }, async ({ call, events }) => {
      expect((await call('OPTIONS', '/x', preflight(SHOP))).header('access-control-allow-origin')).toBe('*');
      expect(events).toHaveLength(1);
    });
  });

  it('lets an authorizer of $default refuse a preflight, unless a route for OPTIONS is open', async () => {
    const authorizers = { guard: { AuthorizerType: 'REQUEST', IdentitySource: ['$request.header.Authorization'] } };
    const guarded = aRoute('$default', { AuthorizationType: 'CUSTOM', Authorizer: 'guard' });
    await withApi({ cors, authorizers, routes: [guarded] }, async ({ call }) => {
      const answer = await call('OPTIONS', '/x', preflight(SHOP));
      expect([answer.status, answer.header('access-control-allow-origin')]).toEqual([401, SHOP]);
    });
    await withApi({ cors, authorizers, routes: [guarded, aRoute('OPTIONS /{proxy+}')] }, async ({ call }) => {
      expect((await call('OPTIONS', '/x', preflight(SHOP))).status).toBe(204);
    });
  });
});
