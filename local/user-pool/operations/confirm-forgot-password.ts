/** ConfirmForgotPassword: sets a new password for whoever has the code. */

import { noSuchUser, wrongCode } from '../cognito-error.ts';
import { findText, getText, type Input } from '../input.ts';
import { hashPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { toCodeName } from '../send-code.ts';

/** The code decides before the user does: for names that nobody has, wrong and old codes look the same. */
export async function confirmForgotPassword(service: Service, input: Input): Promise<object> {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const name = getText(input, 'Username');
  const code = getText(input, 'ConfirmationCode');
  const password = getText(input, 'Password');
  checkSecretHash(client, name, findText(input, 'SecretHash'));
  checkPassword(password, pool.definition.passwordPolicy);
  if (pool.users.find(name) === undefined && !client.hidesUserExistence) throw noSuchUser();
  const codeName = toCodeName(pool, name);
  pool.codes.check('recovery', codeName, code);
  pool.codes.forget('recovery', codeName);
  const hash = await hashPassword(password);
  const user = pool.users.find(name);
  if (user === undefined || !user.isEnabled) throw wrongCode();
  const attributes = { ...user.attributes, email_verified: 'true' };
  pool.users.put({ ...user, attributes, password: hash, status: 'CONFIRMED', modifiedAtMs: service.now() });
  return {};
}
