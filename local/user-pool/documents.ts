/** What a pool publishes: its keys, and where they are. */

import type { Pool } from './pool.ts';

const PATH = /^\/([\w-]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

export function findDocument(pools: readonly Pool[], url: string): object | undefined {
  const [, id, name] = PATH.exec(url.replace(/\?.*/s, '')) ?? [];
  const pool = pools.find(({ definition }) => definition.id === id);
  if (pool === undefined) return undefined;
  return name === 'jwks.json' ? { keys: [pool.key.jwk] } : toConfiguration(pool);
}

export function toJwksUri(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

/** Without the endpoints of managed login, which is not served here. */
function toConfiguration({ issuer }: Pool): object {
  return {
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: toJwksUri(issuer),
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
  };
}
