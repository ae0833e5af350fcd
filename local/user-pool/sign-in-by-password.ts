/** The flow that checks a name and a password and hands out tokens, or asks for a new password first. */

import {
  type CognitoError,
  invalidParameter,
  noSuchUser,
  notAuthorized,
  notConfirmed,
  wrongCredentials,
} from './cognito-error.ts';
import type { ClientDefinition } from './definition.ts';
import { createChallenge } from './new-password-challenge.ts';
import { isPassword } from './password-hash.ts';
import type { Pool, Service } from './pool.ts';
import { checkSecretHash } from './secret-hash.ts';
import { signIn } from './tokens.ts';
import { toKey, type User } from './users.ts';

type Parameters = Readonly<Record<string, string>>;

export async function signInByPassword(
  service: Service,
  pool: Pool,
  client: ClientDefinition,
  { USERNAME: name, PASSWORD: password, SECRET_HASH: secretHash }: Parameters,
): Promise<object> {
  if (name === undefined) throw invalidParameter('Missing required parameter USERNAME');
  if (password === undefined) throw invalidParameter('Missing required parameter PASSWORD');
  checkSecretHash(client, name, secretHash);
  const user = await checkCredentials(pool, name, password, client);
  if (!user.isEnabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED') throw notConfirmed();
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    assertNotExpired(user, service.now());
    return createChallenge(pool, client, user, service.now());
  }
  return { AuthenticationResult: signIn(pool, client, user, service.now()), ChallengeParameters: {} };
}

/** Takes as long for a name that nobody has. */
async function checkCredentials(pool: Pool, name: string, password: string, client: ClientDefinition): Promise<User> {
  const key = pool.users.find(name)?.sub ?? toKey(name, pool.definition);
  const isRight = () => isPassword(password, pool.users.find(name)?.password);
  const isAllowed = await pool.passwordAttempts.run(key, isRight, locked);
  // Read again: the user may have been deleted meanwhile.
  const user = pool.users.find(name);
  if (user === undefined && !client.hidesUserExistence) throw noSuchUser();
  if (user === undefined || !isAllowed) throw wrongCredentials();
  return user;
}

const locked = (): CognitoError => notAuthorized('Password attempts exceeded');

function assertNotExpired({ passwordExpiresAtMs }: User, nowMs: number): void {
  if (passwordExpiresAtMs !== undefined && passwordExpiresAtMs <= nowMs)
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
}
