/** Verifies ID tokens of the user pool. */
import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksNotAvailableInCacheError, JwksValidationError, JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { getSetting } from './environment.ts';
import { createJwksFetcher } from './jwks-fetcher.ts';

export type Claims = { readonly sub: string; readonly name: string; readonly groups: readonly string[] };

const issuer = getSetting('USER_POOL_ISSUER');

const verifier = JwtVerifier.create(
  { issuer, audience: getSetting('USER_POOL_CLIENT_ID'), jwksUri: `${issuer}/.well-known/jwks.json` },
  { jwksCache: new SimpleJwksCache({ fetcher: createJwksFetcher() }) },
);

/** Undefined for a token that doesn't prove who sends it. Throws when the pool's keys can't be had. */
export async function findClaims(token: string): Promise<Claims | undefined> {
  try {
    return toClaims(await verifier.verify(token));
  } catch (error) {
    if (isOutage(error) || !(error instanceof JwtBaseError)) throw error;
    return undefined;
  }
}

/** An access token is meant for other APIs: it names neither its audience nor its owner. */
function toClaims(payload: Readonly<Record<string, unknown>>): Claims | undefined {
  const { token_use: use, exp, sub, name, 'cognito:groups': groups } = payload;
  if (use !== 'id' || typeof exp !== 'number' || typeof sub !== 'string' || sub === '') return undefined;
  return { sub, name: typeof name === 'string' ? name : '', groups: Array.isArray(groups) ? groups.map(String) : [] };
}

function isOutage(error: unknown): boolean {
  return [FetchError, JwksValidationError, JwksNotAvailableInCacheError].some((kind) => error instanceof kind);
}
