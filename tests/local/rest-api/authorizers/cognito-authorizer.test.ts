import { createAuthorizers } from '../../../../local/rest-api/authorizers/authorize.ts';
import { startTokenIssuer, type TokenIssuer } from '../../../conformance/token-issuer.ts';
import { anExchange, aStage } from '../an-exchange.ts';

const POOL_ARN = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Readers';
const STAFF_POOL_ARN = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Staff';

let pool: TokenIssuer;
let staffPool: TokenIssuer;
let stranger: TokenIssuer;

beforeAll(async () => {
  [pool, staffPool, stranger] = await Promise.all([startTokenIssuer(), startTokenIssuer(), startTokenIssuer()]);
});
afterAll(() => Promise.all([pool, staffPool, stranger].map((issuer) => issuer.close())));

function aMethod(method: object = {}, authorizer: object = {}, poolDown = false) {
  const pools = new Map([
    [POOL_ARN, pool],
    [STAFF_POOL_ARN, staffPool],
  ]);
  const properties = { Type: 'COGNITO_USER_POOLS', ProviderARNs: [POOL_ARN], ...authorizer };
  const stage = aStage(
    { variables: { pool: 'us-east-1_Readers' } },
    {
      methods: [
        { Path: '/cart', HttpMethod: 'GET', AuthorizationType: 'COGNITO_USER_POOLS', Authorizer: 'readers', ...method },
      ],
      authorizers: { readers: properties },
    },
  );
  const { authorize } = createAuthorizers(stage.api, {
    invokeLambda: () => Promise.reject(new Error('there are no functions')),
    serviceEndpoint: () => undefined,
    userPool: (arn) => {
      const found = pools.get(arn);
      return found && { issuer: found.issuer, jwksUri: poolDown ? 'http://127.0.0.1:1/jwks.json' : found.jwksUri };
    },
    now: Date.now,
    random: () => 0,
  });
  return async (token?: string, name = 'Authorization') =>
    authorize(anExchange({ stage, header: token === undefined ? {} : { [name]: [token] } }));
}

const UNAUTHORIZED = {
  responseType: 'UNAUTHORIZED',
  detail: { status: 401, errorType: 'UnauthorizedException', message: 'Unauthorized' },
};

describe('a user pool authorizer', () => {
  it('hands on the claims, and no principal', async () => {
    const verdict = await aMethod()(pool.mint({ sub: 'ann', iat: 1469814773, exp: 4102444800, auth_time: 1469814773 }));
    expect(verdict?.principalId).toBeUndefined();
    expect(verdict?.context).toEqual({
      claims: {
        iss: pool.issuer,
        aud: 'test-client',
        token_use: 'id',
        sub: 'ann',
        iat: 'Fri Jul 29 17:52:53 UTC 2016',
        exp: 'Fri Jan 01 00:00:00 UTC 2100',
        auth_time: '1469814773',
      },
    });
  });

  it.each([
    [['admins', 'readers'], 'admins,readers'],
    [[], ''],
    [true, 'true'],
    [12.5, '12.5'],
    [{ street: 'Sand Row' }, '{"street":"Sand Row"}'],
    [[{ userId: '1' }, { userId: '2' }], '{"userId":"1"},{"userId":"2"}'],
  ])('prints the claim %j as text', async (value, text) => {
    const verdict = await aMethod()(pool.mint({ 'cognito:groups': value }));
    expect(verdict?.context.claims).toMatchObject({ 'cognito:groups': text });
  });

  it.each(['', 'Bearer ', 'bearer  ', ' '])('takes a token after %j', async (prefix) => {
    await expect(aMethod()(`${prefix}${pool.mint({})}`)).resolves.toBeDefined();
  });

  it('reads the header that it is told to', async () => {
    const call = aMethod({}, { IdentitySource: 'method.request.header.X-Token' });
    await expect(call(pool.mint({}), 'x-token')).resolves.toBeDefined();
    await expect(call(pool.mint({}))).rejects.toMatchObject(UNAUTHORIZED);
  });

  it.each<[string, () => string | undefined]>([
    ['missing', () => undefined],
    ['empty', () => ''],
    ['only the word Bearer', () => 'Bearer '],
    ['not a token', () => 'not-a-token'],
    ['two parts', () => pool.mint({}).split('.').slice(0, 2).join('.')],
    ['four parts', () => `${pool.mint({})}.x`],
    ['not JSON', () => 'e30.bm90IGpzb24.e30'],
    ['not UTF-8', () => '_w._w._w'],
    ['not yet valid', () => pool.mint({ nbf: 'future' })],
    ['signed by another key', () => replacePart(pool.mint({}), 2, stranger.mint({}))],
    ['changed after signing', () => replacePart(pool.mint({ sub: 'ann' }), 1, pool.mint({ sub: 'bob' }))],
    ['unsigned', () => pool.mint({ '@alg': 'none' })],
    ['unsigned, with a leftover signature', () => `${pool.mint({ '@alg': 'none' })}${pool.mint({}).split('.')[2]}`],
    ['signed with the public key as a secret', () => pool.mint({ '@alg': 'HS256' })],
    ['signed by a key that is unknown', () => pool.mint({ '@kid': 'unknown' })],
    ['without a key id', () => pool.mint({ '@kid': 7 })],
    ['of another issuer', () => stranger.mint({})],
    ['of another issuer who claims to be the pool', () => stranger.mint({ iss: pool.issuer })],
    ['of a pool that the authorizer does not name', () => staffPool.mint({})],
    ['without an issuer', () => pool.mint({ iss: null })],
    ['without an end', () => pool.mint({ exp: null })],
    ['an access token', () => pool.mint({ token_use: 'access' })],
    ['a token of no use', () => pool.mint({ token_use: null })],
  ])('answers 401 when the token is %s', async (_case, mint) => {
    await expect(aMethod()(mint())).rejects.toMatchObject(UNAUTHORIZED);
  });

  it('says so when the token has expired', async () => {
    await expect(aMethod()(pool.mint({ exp: 'past' }))).rejects.toMatchObject({
      responseType: 'EXPIRED_TOKEN',
      detail: { status: 401, errorType: 'UnauthorizedException', message: 'The incoming token has expired' },
    });
  });

  it('does not tell strangers that their forged token has expired', async () => {
    const forged = replacePart(pool.mint({ exp: 'past' }), 2, stranger.mint({}));
    await expect(aMethod()(forged)).rejects.toMatchObject(UNAUTHORIZED);
  });

  it('takes tokens of any of its pools', async () => {
    const call = aMethod({}, { ProviderARNs: [POOL_ARN, STAFF_POOL_ARN] });
    await expect(call(pool.mint({}))).resolves.toBeDefined();
    await expect(call(staffPool.mint({}))).resolves.toBeDefined();
    await expect(call(stranger.mint({}))).rejects.toMatchObject(UNAUTHORIZED);
  });

  it('fills stage variables into the pool ARN', async () => {
    const arn = POOL_ARN.replace('us-east-1_Readers', `\${stageVariables.pool}`);
    await expect(aMethod({}, { ProviderARNs: [arn] })(pool.mint({}))).resolves.toBeDefined();
  });

  it.each([
    ['there is no such pool', { ProviderARNs: ['arn:aws:cognito-idp:us-east-1:1:userpool/none'] }, false],
    ['the key set cannot be fetched', {}, true],
  ])('answers 500 when %s', async (_case, authorizer, poolDown) => {
    await expect(aMethod({}, authorizer, poolDown)(pool.mint({}))).rejects.toMatchObject({
      responseType: 'AUTHORIZER_CONFIGURATION_ERROR',
      detail: { status: 500, message: undefined },
    });
  });

  it('fetches the keys once, and not again for every unknown key', async () => {
    const call = aMethod();
    const before = pool.fetches();
    await call(pool.mint({}));
    await call(pool.mint({}));
    expect(pool.fetches()).toBe(before + 1);
    for (let i = 0; i < 5; i += 1) await call(pool.mint({ '@kid': `unknown-${i}` })).catch(() => undefined);
    expect(pool.fetches()).toBe(before + 2);
    await expect(call(pool.mint({}))).resolves.toBeDefined();
  });
});

describe('a method with scopes', () => {
  const scoped = { AuthorizationScopes: ['shop/read', 'shop/write'] };

  it('takes an access token with one of them', async () => {
    const token = pool.mint({ token_use: 'access', scope: 'openid shop/write', username: 'ann' });
    expect((await aMethod(scoped)(token))?.context.claims).toMatchObject({
      scope: 'openid shop/write',
      username: 'ann',
    });
  });

  it.each<[string, object]>([
    ['no scope', { token_use: 'access' }],
    ['another scope', { token_use: 'access', scope: 'shop/writer shop' }],
    ['the scope on an ID token', { scope: 'shop/write' }],
  ])('answers 401 to %s', async (_case, claims) => {
    await expect(aMethod(scoped)(pool.mint({ ...claims }))).rejects.toMatchObject(UNAUTHORIZED);
  });
});

describe('an expression for the audience', () => {
  const authorizer = { IdentityValidationExpression: 'client-[ab]' };

  it.each([
    ['client-a', true],
    ['client-c', false],
    ['my-client-a', false],
    ['client-ab', false],
  ])('with %j: %s', async (audience, passes) => {
    const outcome = await aMethod({}, authorizer)(pool.mint({}, audience)).catch((error) => error);
    if (passes) expect(outcome).toMatchObject({ context: { claims: { aud: audience } } });
    else expect(outcome).toMatchObject(UNAUTHORIZED);
  });

  it('refuses access tokens, which have no audience', async () => {
    const call = aMethod({ AuthorizationScopes: ['shop/read'] }, { IdentityValidationExpression: '.*client.*' });
    await expect(call(pool.mint({ token_use: 'access', scope: 'shop/read' }))).rejects.toMatchObject(UNAUTHORIZED);
  });
});

/** The token with one of its three parts taken from another. */
function replacePart(token: string, index: number, other: string): string {
  const parts = token.split('.');
  parts[index] = other.split('.')[index] ?? '';
  return parts.join('.');
}
