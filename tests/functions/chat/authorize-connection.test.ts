/** The Lambda authorizer of $connect: which tokens open a connection, and who is behind it. */
import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { startTokenIssuer, type TokenIssuer } from '../../conformance/token-issuer.ts';

const methodArn = 'arn:aws:execute-api:us-east-1:123456789012:chat123/dev/$connect';
const CLIENT = 'test-client';
const reader = { sub: '3f0e5a52-7d0c-4a7e-9d7b-0c4a5c2f1d10', name: 'Ann Reader' };

type Event = { headers: Record<string, string> | null; methodArn: string };
let pool: TokenIssuer;
let stranger: TokenIssuer;
let authorize: (event: Event) => Promise<APIGatewayAuthorizerResult>;

beforeAll(async () => {
  [pool, stranger] = await Promise.all([startTokenIssuer(), startTokenIssuer()]);
  Object.assign(process.env, { USER_POOL_ISSUER: pool.issuer, USER_POOL_CLIENT_ID: CLIENT });
  ({ handler: authorize } = await import('../../../functions/chat/authorize-connection.ts'));
});

afterAll(() => Promise.all([pool.close(), stranger.close()]));

const offer = (protocols: string, header = 'Sec-WebSocket-Protocol') =>
  authorize({ headers: { Host: 'chat.example', [header]: protocols }, methodArn });

describe('the authorizer of a connection', () => {
  it('says who is behind it, and lets that connection in', async () => {
    expect(await offer(`bookstore, ${pool.mint(reader)}`)).toEqual({
      principalId: reader.sub,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
      },
      context: { name: 'Ann Reader', publicId: expect.stringMatching(/^[\w-]{22}$/) },
    });
  });

  it.each(['sec-websocket-protocol', 'SEC-WEBSOCKET-PROTOCOL'])('takes the header as %s', async (header) => {
    expect(await offer(`bookstore,${pool.mint(reader)}`, header)).toMatchObject({ principalId: reader.sub });
  });

  it('gives the same user the same public id, another user another, and shows neither', async () => {
    const idOf = async (claims: object) => (await offer(`bookstore, ${pool.mint({ ...claims })}`)).context?.publicId;
    const id = await idOf(reader);
    expect(await idOf({ ...reader, name: 'Somebody else' })).toBe(id);
    expect(await idOf({ ...reader, sub: 'another' })).not.toBe(id);
    expect(String(id)).not.toContain(reader.sub.slice(0, 8));
  });

  it.each([
    ['ann@example.com', 'A reader'],
    ['', 'A reader'],
    [null, 'A reader'],
    ['\u202eEve', 'Eve'],
  ])('shows the name %j as %j', async (name, shown) => {
    const { context } = await offer(`bookstore, ${pool.mint({ ...reader, name })}`);
    expect(context?.name).toBe(shown);
  });

  it.each<[string, () => string]>([
    ['no token', () => 'bookstore'],
    ['an empty token', () => 'bookstore, '],
    ['nothing', () => ''],
    ['a token without the protocol', () => pool.mint(reader)],
    ['another protocol', () => `graphql-ws, ${pool.mint(reader)}`],
    ['the token first', () => `${pool.mint(reader)}, bookstore`],
    ['a third protocol', () => `bookstore, ${pool.mint(reader)}, chat`],
    ['two tokens', () => `bookstore, ${pool.mint(reader)}, ${pool.mint({ ...reader, sub: 'other' })}`],
    ['an expired token', () => `bookstore, ${pool.mint({ ...reader, exp: 'past' })}`],
    ['a token that is not valid yet', () => `bookstore, ${pool.mint({ ...reader, nbf: 'future' })}`],
    ['a token that never expires', () => `bookstore, ${pool.mint({ ...reader, exp: null })}`],
    ['an access token', () => `bookstore, ${pool.mint({ ...reader, token_use: 'access' })}`],
    [
      'an access token with an audience',
      () => `bookstore, ${pool.mint({ ...reader, token_use: 'access', aud: CLIENT })}`,
    ],
    ['a token without a subject', () => `bookstore, ${pool.mint({ ...reader, sub: null })}`],
    ['a token for another client', () => `bookstore, ${pool.mint(reader, 'other-client')}`],
    ['a token of another pool', () => `bookstore, ${stranger.mint(reader)}`],
    ['another pool in the name of this one', () => `bookstore, ${stranger.mint({ ...reader, iss: pool.issuer })}`],
    ['alg: none', () => `bookstore, ${pool.mint({ ...reader, '@alg': 'none' })}`],
    ['HS256 with the public key', () => `bookstore, ${pool.mint({ ...reader, '@alg': 'HS256' })}`],
    ['an unknown key', () => `bookstore, ${pool.mint({ ...reader, '@kid': 'key-2' })}`],
    ['half a token', () => `bookstore, ${pool.mint(reader).slice(0, 40)}`],
    ['something else', () => 'bookstore, Bearer'],
  ])('refuses %s with the word that becomes a 401', async (_what, protocols) => {
    await expect(offer(protocols())).rejects.toThrow(/^Unauthorized$/);
  });

  it.each([{}, null])('refuses the headers %j', async (headers) => {
    await expect(authorize({ headers, methodArn })).rejects.toThrow(/^Unauthorized$/);
  });
});
