/** ConfirmSignUp: the code came back, so the address is the user's own. */

import { expiredCode, noSuchUser, notAuthorized } from '../cognito-error.ts';
import { findText, getText, type Input } from '../input.ts';
import type { Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import type { User } from '../users.ts';

export function confirmSignUp(service: Service, input: Input): object {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const name = getText(input, 'Username');
  const code = getText(input, 'ConfirmationCode');
  checkSecretHash(client, name, findText(input, 'SecretHash'));
  const user = pool.users.find(name);
  if (user === undefined) throw client.hidesUserExistence ? expiredCode() : noSuchUser();
  assertUnconfirmed(user);
  pool.codes.check('sign-up', user.sub, code);
  pool.codes.forget('sign-up', user.sub);
  const attributes = { ...user.attributes, email_verified: 'true' };
  pool.users.put({ ...user, attributes, status: 'CONFIRMED', modifiedAtMs: service.now() });
  return {};
}

export function assertUnconfirmed({ status }: User): void {
  if (status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${status}`);
}
