/** Checks that a client with a secret knows it. Source: "Computing secret hash values". */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { notAuthorized } from './cognito-error.ts';
import type { ClientDefinition } from './definition.ts';

/** Throws NotAuthorizedException; clients without a secret need no hash. */
export function checkSecretHash({ id, secret }: ClientDefinition, username: string, hash: string | undefined): void {
  if (secret === undefined && hash === undefined) return;
  if (secret === undefined)
    throw notAuthorized(`Client ${id} is not configured with secret but SECRET_HASH was received`);
  if (hash === undefined)
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  const expected = createHmac('sha256', secret)
    .update(username + id)
    .digest();
  const given = Buffer.from(hash, 'base64');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw notAuthorized(`Unable to verify secret hash for client ${id}`);
}
