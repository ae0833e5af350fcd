/** Plays a token issuer: serves a key set on loopback and signs whatever tokens a test asks for, good and bad ones. */

import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** How often the key set was fetched. */
  readonly fetches: () => number;
  /**
   * Claims beside the usual ones. `null` removes a claim; `exp: "past"` and `nbf: "future"` are relative to now; members
   * that begin with `@` change the token's header.
   */
  readonly mint: (claims: Readonly<Record<string, unknown>>, audience?: string) => string;
  readonly close: () => Promise<void>;
}

const KEY_ID = 'key-1';

export async function startTokenIssuer(path = '/pool'): Promise<TokenIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return {
    issuer,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    fetches: () => fetches,
    mint: (claims, audience = 'test-client') => toToken(claims, { issuer, audience, privateKey, publicKey }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Signer {
  readonly issuer: string;
  readonly audience: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

function toToken(given: Readonly<Record<string, unknown>>, signer: Signer): string {
  const header = { alg: given['@alg'] ?? 'RS256', kid: given['@kid'] ?? KEY_ID, typ: 'JWT' };
  const input = `${encode(header)}.${encode(toClaims(given, signer))}`;
  return `${input}.${toSignature(header.alg, input, signer)}`;
}

function toClaims(given: Readonly<Record<string, unknown>>, { issuer, audience }: Signer): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const forWhom = given.token_use === 'access' ? { client_id: audience } : { aud: audience };
  const claims: Record<string, unknown> = { iss: issuer, ...forWhom, token_use: 'id', iat: now, exp: now + 3600 };
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('@')) continue;
    if (value === null) delete claims[name];
    else claims[name] = value === 'past' ? now - 3600 : value === 'future' ? now + 3600 : value;
  }
  return claims;
}

function toSignature(algorithm: unknown, input: string, { privateKey, publicKey }: Signer): string {
  if (algorithm === 'none') return '';
  if (algorithm !== 'HS256') return sign('sha256', Buffer.from(input), privateKey).toString('base64url');
  const publicKeyAsSecret = publicKey.export({ format: 'pem', type: 'spki' });
  return createHmac('sha256', publicKeyAsSecret).update(input).digest('base64url');
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
