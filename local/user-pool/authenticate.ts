/** Finds out who calls, from an access token of one of the pools. */

import { JwtVerifier } from 'aws-jwt-verify';
import { notAuthorized } from './cognito-error.ts';
import type { ClientDefinition } from './definition.ts';
import { getText, type Input } from './input.ts';
import type { Pool, Service } from './pool.ts';
import type { User } from './users.ts';

export interface Caller {
  readonly pool: Pool;
  readonly client: ClientDefinition;
  readonly user: User;
}

/** Throws NotAuthorizedException when the token is none of ours, expired or revoked, or its user gone or disabled. */
export function authenticate(service: Service, input: Input): Caller {
  const token = getText(input, 'AccessToken');
  const pool = service.findIssuer(readIssuer(token));
  const claims = pool && findClaims(token, pool);
  if (pool === undefined || claims?.token_use !== 'access') throw notAuthorized('Invalid Access Token');
  if (Number(claims.exp) * 1000 <= service.now()) throw notAuthorized('Access Token has expired');
  if (!pool.sessions.exists(String(claims.origin_jti))) throw notAuthorized('Access Token has been revoked');
  const user = pool.users.find(String(claims.sub));
  if (user === undefined) throw notAuthorized('User does not exist.');
  if (!user.isEnabled) throw notAuthorized('User is disabled.');
  return { pool, client: service.getClient(String(claims.client_id)).client, user };
}

/** Only to choose the pool whose key will decide. */
function readIssuer(token: string): string {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null && 'iss' in payload ? String(payload.iss) : '';
  } catch {
    return '';
  }
}

function findClaims(token: string, { issuer, key }: Pool) {
  // The service's own clock decides about the expiry.
  const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/`, graceSeconds: Infinity });
  verifier.cacheJwks({ keys: [key.jwk] });
  try {
    return verifier.verifySync(token);
  } catch {
    return undefined;
  }
}
