/** Tokens that no API takes, each for a reason of its own. */
import type { TokenIssuer } from '../conformance/token-issuer.ts';

export interface Issuers {
  /** The one whose tokens are taken from `clientId`. */
  readonly pool: TokenIssuer;
  readonly clientId: string;
  readonly stranger: TokenIssuer;
}

type Make = (claims: object, issuers: Issuers) => string;

export const badTokens: readonly (readonly [what: string, make: Make])[] = [
  ['a token that is not valid yet', (claims, { pool, clientId }) => pool.mint({ ...claims, nbf: 'future' }, clientId)],
  ['a token that never expires', (claims, { pool, clientId }) => pool.mint({ ...claims, exp: null }, clientId)],
  ['a token of another pool', (claims, { stranger, clientId }) => stranger.mint({ ...claims }, clientId)],
  [
    'a token that another pool signed in the name of this one',
    (claims, { pool, stranger, clientId }) => stranger.mint({ ...claims, iss: pool.issuer }, clientId),
  ],
  ['a token for another client', (claims, { pool }) => pool.mint({ ...claims }, 'other-client')],
  [
    'a token for a client whose name begins like this one',
    (claims, { pool, clientId }) => pool.mint({ ...claims }, `${clientId}x`),
  ],
  ['alg: none', (claims, { pool, clientId }) => pool.mint({ ...claims, '@alg': 'none' }, clientId)],
  [
    'HS256 with the public key as its secret',
    (claims, { pool, clientId }) => pool.mint({ ...claims, '@alg': 'HS256' }, clientId),
  ],
  ['an unknown key', (claims, { pool, clientId }) => pool.mint({ ...claims, '@kid': 'key-2' }, clientId)],
  ['a broken signature', (claims, issuers) => `${good(claims, issuers).slice(0, -8)}AAAAAAAA`],
  ['claims that were changed after signing', (claims, issuers) => withOtherClaims(good(claims, issuers))],
  ['half a token', (claims, issuers) => good(claims, issuers).slice(0, 40)],
  ['a token with a part too many', (claims, issuers) => `${good(claims, issuers)}.x`],
  ['no token at all', () => 'hello'],
];

function good(claims: object, { pool, clientId }: Issuers): string {
  return pool.mint({ ...claims }, clientId);
}

/** Another user's name under somebody's signature. */
function withOtherClaims(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'user-2' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
