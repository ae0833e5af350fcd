/** The challenge NEW_PASSWORD_REQUIRED, which stands between a temporary password and the tokens. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { notAuthorized } from './cognito-error.ts';
import type { ClientDefinition } from './definition.ts';
import type { Pool } from './pool.ts';
import type { User } from './users.ts';

const VALID_MS = 3 * 60_000;

export function createChallenge(pool: Pool, client: ClientDefinition, user: User, nowMs: number): object {
  const { email_verified: _verified, ...userAttributes } = user.attributes;
  const required = [...pool.definition.attributes].filter(
    ([name, { isRequired }]) => isRequired && !userAttributes[name],
  );
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(required.map(([name]) => `userAttributes.${name}`)),
      userAttributes: JSON.stringify(userAttributes),
    },
    Session: toSession(pool, client, user, nowMs + VALID_MS),
  };
}

/** Throws NotAuthorizedException unless the session is of this user and client, recent, and not used already. */
export function checkSession(pool: Pool, client: ClientDefinition, user: User, session: string, nowMs: number): void {
  const expiresAtMs = Number(session.split('.')[0]);
  const expected = Buffer.from(toSession(pool, client, user, expiresAtMs));
  const given = Buffer.from(session);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isOurs) throw notAuthorized('Invalid session for the user.');
  if (expiresAtMs <= nowMs) throw notAuthorized('Invalid session for the user, session is expired.');
}

/** Signed over the password's hash: with the new password the session is spent. */
function toSession({ key, definition }: Pool, client: ClientDefinition, user: User, expiresAtMs: number): string {
  const secret = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  const content = JSON.stringify([expiresAtMs, definition.id, client.id, user.sub, user.password?.hash]);
  return `${expiresAtMs}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
