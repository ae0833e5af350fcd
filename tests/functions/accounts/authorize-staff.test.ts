/** The Lambda authorizer of /admin: which tokens it lets in, and for which routes. */
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { evaluatePolicy, parsePolicy } from '../../../local/api-gateway/policy/policy.ts';
import { startTokenIssuer, type TokenIssuer } from '../../conformance/token-issuer.ts';

const STAGE = 'arn:aws:execute-api:us-east-1:123456789012:shop123/dev';
const CLIENT = 'test-client';
const staff = { sub: 'staff-1', name: 'Stan', 'cognito:groups': ['readers', 'admins'] };

let pool: TokenIssuer;
let stranger: TokenIssuer;
let authorize: (event: APIGatewayTokenAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

beforeAll(async () => {
  [pool, stranger] = await Promise.all([startTokenIssuer(), startTokenIssuer()]);
  Object.assign(process.env, { USER_POOL_ISSUER: pool.issuer, USER_POOL_CLIENT_ID: CLIENT });
  ({ handler: authorize } = await import('../../../functions/accounts/authorize-staff.ts'));
});

afterAll(() => Promise.all([pool.close(), stranger.close()]));

const ask = (authorizationToken: string, route = 'POST/admin/books') =>
  authorize({ type: 'TOKEN', methodArn: `${STAGE}/${route}`, authorizationToken });

async function verdictOn(token: string, route: string, asked = 'POST/admin/books'): Promise<string> {
  const { policyDocument } = await ask(token, asked);
  const request = { action: 'execute-api:Invoke', resource: `${STAGE}/${route}`, conditionKeys: new Map() as never };
  return evaluatePolicy(parsePolicy(policyDocument), request);
}

describe('the authorizer of staff', () => {
  it('says who calls', async () => {
    expect(await ask(pool.mint(staff))).toMatchObject({ principalId: 'staff-1', context: { name: 'Stan' } });
  });

  it.each(['', 'Bearer ', 'bearer  '])('takes a token after %j', async (prefix) => {
    expect(await ask(prefix + pool.mint(staff))).toMatchObject({ principalId: 'staff-1' });
  });

  // API Gateway keeps the policy and uses it for the next route, too.
  it.each([
    'POST/admin/books',
    'PUT/admin/books/emma',
    'DELETE/admin/books/emma',
    'POST/admin/books/emma/stock',
    'GET/admin/orders',
    'PUT/admin/orders/user-1/01KJ2Y5H4Q8ZC3N7RX0VBMT6WD/status',
  ])('allows %s with the policy that was made for another route', async (route) => {
    expect(await verdictOn(pool.mint(staff), route, 'GET/admin/orders')).toBe('allow');
    expect(await verdictOn(pool.mint(staff), route, 'DELETE/admin/books/emma')).toBe('allow');
  });

  it.each(['GET/cart', 'POST/orders', 'GET/orders'])('says nothing of %s', async (route) => {
    expect(await verdictOn(pool.mint(staff), route)).toBe('implicitDeny');
  });

  it.each([
    ['no group', { ...staff, 'cognito:groups': null }],
    ['another group', { ...staff, 'cognito:groups': ['readers'] }],
    ['a group that only sounds like it', { ...staff, 'cognito:groups': ['admins2', 'Admins', 'not-admins'] }],
    ['a group as text', { ...staff, 'cognito:groups': 'admins' }],
    ['the group in a claim of another name', { ...staff, 'cognito:groups': [], groups: ['admins'] }],
  ])('denies every route to a reader with %s', async (_what, claims) => {
    const token = pool.mint(claims);
    expect(await verdictOn(token, 'POST/admin/books')).toBe('explicitDeny');
    expect(await verdictOn(token, 'GET/admin/orders')).toBe('explicitDeny');
  });

  it.each<[string, () => string]>([
    ['an expired token', () => pool.mint({ ...staff, exp: 'past' })],
    ['a token that is not valid yet', () => pool.mint({ ...staff, nbf: 'future' })],
    ['a token that never expires', () => pool.mint({ ...staff, exp: null })],
    ['a token of another pool', () => stranger.mint(staff)],
    ['a token that another pool signed in the name of this one', () => stranger.mint({ ...staff, iss: pool.issuer })],
    ['a token for another client', () => pool.mint(staff, 'other-client')],
    ['a token for nobody', () => pool.mint({ ...staff, aud: null })],
    ['an access token', () => pool.mint({ ...staff, token_use: 'access' })],
    ['an access token with an audience', () => pool.mint({ ...staff, token_use: 'access', aud: CLIENT })],
    ['a token without a use', () => pool.mint({ ...staff, token_use: null })],
    ['a token without a subject', () => pool.mint({ ...staff, sub: null })],
    ['alg: none', () => pool.mint({ ...staff, '@alg': 'none' })],
    ['HS256 with the public key as its secret', () => pool.mint({ ...staff, '@alg': 'HS256' })],
    ['an unknown key', () => pool.mint({ ...staff, '@kid': 'key-2' })],
    ['a changed payload', () => pool.mint(staff).replace(/\.[^.]+\./, `.${encode({ ...staff, sub: 'boss' })}.`)],
    [
      'a changed signature',
      () => pool.mint(staff).replace(/\.([^.])([^.]*)$/, (_all, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
    ],
    ['no signature', () => pool.mint(staff).replace(/[^.]+$/, '')],
    ['half a token', () => pool.mint(staff).slice(0, 40)],
    ['no token', () => ''],
    ['something else', () => 'Basic c3RhZmY6cGFzc3dvcmQ='],
    ['three dots', () => '...'],
  ])('refuses %s with the word that becomes a 401', async (_what, mint) => {
    await expect(ask(mint())).rejects.toThrow(/^Unauthorized$/);
  });

  it('fetches the keys once, not for each token', async () => {
    const before = pool.fetches();
    await Promise.all(Array.from({ length: 5 }, () => ask(pool.mint(staff))));
    expect(pool.fetches() - before).toBe(0);
  });
});

describe('a pool whose keys cannot be had', () => {
  it('is an error of ours, not a 401', async () => {
    const gone = await startTokenIssuer();
    const token = gone.mint(staff);
    await gone.close();
    await jest.isolateModulesAsync(async () => {
      Object.assign(process.env, { USER_POOL_ISSUER: gone.issuer });
      const { handler } = await import('../../../functions/accounts/authorize-staff.ts');
      const asked = handler({ type: 'TOKEN', methodArn: `${STAGE}/GET/admin/orders`, authorizationToken: token });
      await expect(asked).rejects.not.toThrow(/^Unauthorized$/);
    });
  });
});

function encode(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
