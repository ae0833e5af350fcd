/** Verifies tokens of one issuer, whose keys are found by OpenID Connect discovery. */

import { JwtVerifier } from 'aws-jwt-verify';
import type { Fetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

export type Claims = Readonly<Record<string, unknown>>;
/** Throws an error of aws-jwt-verify. */
export type VerifyToken = (token: string) => Promise<Claims>;

/** Checks signature, issuer and times; the audience is left to the caller. */
export function createVerify(issuer: string, fetcher: Fetcher): VerifyToken {
  const jwksCache = new SimpleJwksCache({ fetcher });
  let verifier: Promise<VerifyToken> | undefined;
  const discover = async (): Promise<VerifyToken> => {
    const jwksUri = await findJwksUri(issuer, fetcher);
    const created = JwtVerifier.create({ issuer, jwksUri, audience: null }, { jwksCache });
    return (token) => created.verify(token);
  };
  return async (token) => {
    verifier ??= discover();
    return (await verifier)(token);
  };
}

/** Where a discovery document is missing, the place that user pools have their keys in. */
async function findJwksUri(issuer: string, fetcher: Fetcher): Promise<string> {
  const base = issuer.replace(/\/$/, '');
  try {
    const document: unknown = JSON.parse(
      Buffer.from(await fetcher.fetch(`${base}/.well-known/openid-configuration`)).toString('utf8'),
    );
    if (typeof document === 'object' && document !== null && 'jwks_uri' in document) return String(document.jwks_uri);
  } catch {
    // The key set itself says whether the issuer can be reached.
  }
  return `${base}/.well-known/jwks.json`;
}
