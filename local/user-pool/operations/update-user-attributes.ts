/** UpdateUserAttributes: changes what the caller's client may write; a new address waits for its code. */

import { checkAttributes, checkMutable, checkRequired, checkWritable } from '../attributes.ts';
import { authenticate } from '../authenticate.ts';
import { CognitoError } from '../cognito-error.ts';
import { getAttributes, type Input } from '../input.ts';
import type { Pool, Service } from '../pool.ts';
import { sendCode } from '../send-code.ts';
import type { User } from '../users.ts';

export function updateUserAttributes(service: Service, input: Input): object {
  const { pool, client, user } = authenticate(service, input);
  const changes = getAttributes(input);
  checkWritable(client, changes);
  checkMutable(pool.definition, changes);
  checkAttributes(pool.definition, changes);
  const changed = { ...applyChanges(pool, user, changes), modifiedAtMs: service.now() };
  checkRequired(pool.definition, changed.attributes);
  const isNewEmail = changes.email !== undefined && changes.email !== user.attributes.email;
  if (isNewEmail) assertFree(pool, changes.email ?? '');
  pool.users.put(changed);
  const sendsCode = isNewEmail && pool.definition.verifiesEmail;
  return { CodeDeliveryDetailsList: sendsCode ? [sendCode(service, pool, changed, 'email')] : [] };
}

/** Source: "Verifying updates to email addresses and phone numbers". */
function applyChanges({ definition }: Pool, user: User, { email, ...others }: Readonly<Record<string, string>>): User {
  const attributes = { ...user.attributes, ...others };
  if (email === undefined || email === user.attributes.email) return { ...user, attributes };
  if (definition.verifiesEmailBeforeUpdate) return { ...user, attributes, unverifiedEmail: email };
  return { ...user, attributes: { ...attributes, email, email_verified: 'false' } };
}

/** Where people sign in by their address, each belongs to one user. */
export function assertFree({ definition, users }: Pool, email: string): void {
  if (definition.signInBy !== 'email' || users.find(email) === undefined) return;
  throw new CognitoError('AliasExistsException', 'An account with the given email already exists.');
}
