import { startTokenIssuer, type TokenIssuer } from '../../conformance/token-issuer.ts';
import { anHttpApi, aRoute, type TestApi } from './an-http-api.ts';

const AUDIENCE = 'app-client';
let issuer: TokenIssuer;
let api: TestApi;

beforeAll(async () => {
  issuer = await startTokenIssuer();
  const pool = {
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: [AUDIENCE, 'other-client'], Issuer: issuer.issuer },
  };
  const jwt = { AuthorizationType: 'JWT', Authorizer: 'pool' };
  api = await anHttpApi({
    authorizers: { pool, byQuery: { ...pool, IdentitySource: ['$request.querystring.token'] } },
    routes: [
      aRoute('GET /me', jwt),
      aRoute('GET /v1', { ...jwt, Integration: { PayloadFormatVersion: '1.0' } }),
      aRoute('GET /scoped', { ...jwt, AuthorizationScopes: ['shop/read', 'shop/write'] }),
      aRoute('GET /query', { AuthorizationType: 'JWT', Authorizer: 'byQuery' }),
      aRoute('GET /iam', { AuthorizationType: 'AWS_IAM' }),
    ],
  });
});
afterAll(() => Promise.all([api.close(), issuer.close()]));

const call = (target: string, claims?: Record<string, unknown>, audience = AUDIENCE) =>
  api.call('GET', target, claims === undefined ? [] : [['Authorization', `Bearer ${issuer.mint(claims, audience)}`]]);

describe('a JWT authorizer', () => {
  it('shows the claims as text, lists in brackets', async () => {
    const { status } = await call('/me', {
      'cognito:groups': ['admins', 'readers'],
      email_verified: true,
      address: { city: 'Ulm' },
      iat: 1_700_000_000,
    });
    expect(status).toBe(200);
    expect(api.events.at(-1)).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            scopes: null,
            claims: {
              iss: issuer.issuer,
              aud: AUDIENCE,
              'cognito:groups': '[admins readers]',
              email_verified: 'true',
              address: 'map[city:Ulm]',
              iat: '1700000000',
            },
          },
        },
      },
    });
  });

  it('shows them to payload format 1.0 without the jwt level', async () => {
    await call('/v1', { sub: 'u1' });
    expect(api.events.at(-1)).toMatchObject({
      requestContext: { authorizer: { claims: { sub: 'u1' }, scopes: null } },
    });
  });

  it.each([
    ['a token without the word Bearer', (token: string) => token],
    ['the word in lower case', (token: string) => `bearer ${token}`],
  ])('takes %s', async (_what, write) => {
    expect((await api.call('GET', '/me', [['authorization', write(issuer.mint({}, AUDIENCE))]])).status).toBe(200);
  });

  it.each([
    ['one of several audiences', { aud: 'other-client' }],
    ['a list of audiences', { aud: ['someone', AUDIENCE] }],
    ['client_id in place of aud', { aud: null, client_id: AUDIENCE }],
  ])('takes %s', async (_what, claims) => expect((await call('/me', claims)).status).toBe(200));

  it('reads the token from the query where it is told to', async () => {
    expect((await api.call('GET', `/query?token=${issuer.mint({}, AUDIENCE)}`)).status).toBe(200);
    expect((await call('/query', {})).status).toBe(401);
  });

  it.each([
    ['audience', { aud: 'someone-else' }, 'the token does not have a valid audience'],
    [
      'audience, though the client_id fits',
      { aud: 'x', client_id: AUDIENCE },
      'the token does not have a valid audience',
    ],
    ['audience', { aud: null }, 'the token does not have a valid audience'],
    ['expiry', { exp: 'past' }, 'the token has expired'],
    ['expiry', { exp: null }, 'the token has expired'],
    ['beginning', { nbf: 'future' }, 'the token is not valid yet'],
    ['time of issue', { iat: 'future' }, 'the token is not valid yet'],
    ['issuer', { iss: 'https://other.example' }, 'the token does not have a valid issuer'],
    ['key', { '@kid': 'unknown' }, 'the key that signed the token is unknown'],
    ['algorithm', { '@alg': 'HS256' }, 'signing method HS256 is invalid'],
    ['algorithm', { '@alg': 'none' }, 'signing method none is invalid'],
    ['algorithm', { '@alg': 'ES256' }, 'signing method ES256 is invalid'],
  ])('refuses a token with a bad %s', async (_what, claims, description) => {
    const before = api.events.length;
    const answer = await call('/me', claims);
    expect([answer.status, answer.text]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(answer.header('www-authenticate')).toBe(
      `Bearer scope="" error="invalid_token" error_description="${description}"`,
    );
    expect(api.events).toHaveLength(before);
  });

  it('refuses a changed token', async () => {
    const [header, , signature] = issuer.mint({}, AUDIENCE).split('.');
    const claims = Buffer.from('{"sub":"admin"}').toString('base64url');
    const answer = await api.call('GET', '/me', [['Authorization', `${header}.${claims}.${signature}`]]);
    expect([answer.status, answer.header('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('the token does not have a valid signature'),
    ]);
  });

  it.each([
    ['no token', [], 'Bearer'],
    ['an empty header', [['Authorization', '']], 'Bearer'],
    ['nothing after Bearer', [['Authorization', 'Bearer ']], 'Bearer'],
    [
      'no JWT',
      [['Authorization', 'Bearer x']],
      'Bearer scope="" error="invalid_token" error_description="token contains an invalid number of segments"',
    ],
    [
      'a header that is no JSON',
      [['Authorization', 'Bearer a.b.c']],
      'Bearer scope="" error="invalid_token" error_description="signing method none is invalid"',
    ],
  ] as const)('refuses %s', async (_what, headers, challenge) => {
    const answer = await api.call('GET', '/me', headers);
    expect([answer.status, answer.header('www-authenticate')]).toEqual([401, challenge]);
  });

  it.each([
    ['scope', { scope: 'other shop/write' }, ['shop/write']],
    ['scp as text', { scp: 'shop/read' }, ['shop/read']],
    ['scp as a list', { scp: ['shop/read', 'shop/write'] }, ['shop/read', 'shop/write']],
  ])('takes one of the route’s scopes from %s', async (_what, claims, scopes) => {
    expect((await call('/scoped', claims)).status).toBe(200);
    expect(api.events.at(-1)).toMatchObject({ requestContext: { authorizer: { jwt: { scopes } } } });
  });

  it.each([[{}], [{ scope: 'other' }], [{ scope: 'shop' }], [{ scope: '' }]])(
    'refuses the scopes of %j',
    async (claims) => {
      const answer = await call('/scoped', claims);
      expect([answer.status, answer.text]).toEqual([403, '{"message":"Forbidden"}']);
      expect(answer.header('www-authenticate')).toMatch(
        /^Bearer scope="shop\/read shop\/write" error="insufficient_scope"/,
      );
    },
  );

  it('refuses every call of a route for signed requests', async () => {
    expect((await call('/iam', {})).status).toBe(403);
  });

  it('answers 401 when the keys cannot be fetched', async () => {
    const pool = {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Audience: [AUDIENCE], Issuer: 'http://127.0.0.1:9/pool' },
    };
    const routes = [aRoute('GET /me', { AuthorizationType: 'JWT', Authorizer: 'pool' })];
    const unreachable = await anHttpApi({ authorizers: { pool }, routes });
    const token = issuer.mint({ iss: 'http://127.0.0.1:9/pool' }, AUDIENCE);
    const answer = await unreachable.call('GET', '/me', [['Authorization', token]]);
    await unreachable.close();
    expect([answer.status, answer.header('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('JWKS communication error'),
    ]);
  });
});
