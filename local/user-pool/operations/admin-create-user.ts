/** AdminCreateUser: makes a user with a temporary password, or sends the invitation once more. */

import { randomInt } from 'node:crypto';
import { checkAttributes, checkRequired } from '../attributes.ts';
import { CognitoError, noSuchUser } from '../cognito-error.ts';
import type { PasswordPolicy } from '../definition.ts';
import { findText, getAttributes, getText, type Input } from '../input.ts';
import { hashPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Pool, Service } from '../pool.ts';
import { toUserType } from '../user-type.ts';
import type { User } from '../users.ts';
import { newUser, toAttributes } from './sign-up.ts';

const DAY_MS = 86_400_000;

export async function adminCreateUser(service: Service, input: Input): Promise<object> {
  const pool = service.getPool(getText(input, 'UserPoolId'));
  const name = getText(input, 'Username');
  const isRepeated = findText(input, 'MessageAction') === 'RESEND';
  const attributes = toAttributes(pool, name, getAttributes(input));
  const { passwordPolicy } = pool.definition;
  const password = findText(input, 'TemporaryPassword') ?? createPassword(passwordPolicy);
  checkPassword(password, passwordPolicy, 'TemporaryPassword');
  if (!isRepeated) {
    checkAttributes(pool.definition, attributes);
    checkRequired(pool.definition, attributes);
  }
  const hash = await hashPassword(password);
  const user: User = {
    ...(isRepeated ? getInvited(pool, name) : createFree(pool, name, attributes, service.now())),
    status: 'FORCE_CHANGE_PASSWORD',
    password: hash,
    passwordExpiresAtMs: service.now() + passwordPolicy.temporaryPasswordDays * DAY_MS,
  };
  pool.users.put(user);
  if (findText(input, 'MessageAction') !== 'SUPPRESS') invite(service, pool, user, password);
  return { User: toUserType(user) };
}

function createFree(pool: Pool, name: string, attributes: User['attributes'], nowMs: number) {
  if (pool.users.find(name) !== undefined)
    throw new CognitoError('UsernameExistsException', 'User account already exists');
  return newUser(pool, name, attributes, nowMs);
}

function getInvited({ users }: Pool, name: string): User {
  const user = users.find(name);
  if (user === undefined) throw noSuchUser();
  if (user.status === 'FORCE_CHANGE_PASSWORD') return user;
  throw new CognitoError(
    'UnsupportedUserStateException',
    `Resend not possible. User status is not FORCE_CHANGE_PASSWORD`,
  );
}

function invite(service: Service, { definition }: Pool, user: User, password: string): void {
  const email = user.attributes.email ?? '';
  service.deliver({ poolId: definition.id, username: user.username, email, code: password, purpose: 'invitation' });
}

/** One character of each kind first, so that every policy is met. */
function createPassword({ minimumLength }: PasswordPolicy): string {
  const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!@#$%^&*'];
  const all = kinds.join('');
  const length = Math.max(minimumLength, 12);
  const letters = Array.from({ length }, (_, index) => kinds[index] ?? all);
  return letters.map((kind) => kind.charAt(randomInt(kind.length))).join('');
}
