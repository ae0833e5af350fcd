/** SignUp: makes an unconfirmed user and sends a code to the address. */

import { randomUUID } from 'node:crypto';
import { checkAttributes, checkRequired, checkWritable, isEmail } from '../attributes.ts';
import { CognitoError, invalidParameter, notAuthorized } from '../cognito-error.ts';
import { findText, getAttributes, getText, type Input } from '../input.ts';
import { hashPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Pool, Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { sendCode } from '../send-code.ts';
import type { User } from '../users.ts';

export async function signUp(service: Service, input: Input): Promise<object> {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const name = getText(input, 'Username');
  const password = getText(input, 'Password');
  checkSecretHash(client, name, findText(input, 'SecretHash'));
  if (!pool.definition.allowsSignUp) throw notAuthorized('SignUp is not permitted for this user pool');
  checkPassword(password, pool.definition.passwordPolicy);
  const written = getAttributes(input);
  checkWritable(client, written);
  const attributes = toAttributes(pool, name, written);
  checkAttributes(pool.definition, attributes);
  checkRequired(pool.definition, attributes);

  const hash = await hashPassword(password);
  // From here to the end nothing waits: of two with the same name only one gets it.
  assertFree(pool, name);
  const user: User = {
    ...newUser(pool, name, attributes, service.now()),
    status: 'UNCONFIRMED',
    password: hash,
  };
  pool.users.put(user);
  const sendsCode = pool.definition.verifiesEmail && attributes.email !== undefined;
  return {
    UserConfirmed: false,
    UserSub: user.sub,
    ...(sendsCode && { CodeDeliveryDetails: sendCode(service, pool, user, 'sign-up') }),
  };
}

/** Where the address is the name, it becomes the attribute too. */
export function toAttributes({ definition }: Pool, name: string, written: Readonly<Record<string, string>>) {
  if (definition.signInBy !== 'email') return written;
  if (!isEmail(name)) throw invalidParameter('Username should be an email.');
  return { ...written, email: name };
}

export function newUser({ definition }: Pool, name: string, attributes: User['attributes'], nowMs: number) {
  const sub = randomUUID();
  return {
    sub,
    username: definition.signInBy === 'email' ? sub : name,
    isEnabled: true,
    attributes: attributes.email === undefined ? attributes : { email_verified: 'false', ...attributes },
    groups: [],
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
}

function assertFree({ users, definition }: Pool, name: string): void {
  if (users.find(name) === undefined) return;
  const isByEmail = definition.signInBy === 'email';
  throw new CognitoError(
    'UsernameExistsException',
    isByEmail ? 'An account with the given email already exists.' : 'User already exists',
  );
}
