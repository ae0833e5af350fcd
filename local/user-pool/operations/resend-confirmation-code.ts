/** ResendConfirmationCode: a new code for a user who has not confirmed yet. */

import { invalidParameter, noSuchUser } from '../cognito-error.ts';
import { findText, getText, type Input } from '../input.ts';
import type { Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { pretendToSendCode, sendCode } from '../send-code.ts';

export function resendConfirmationCode(service: Service, input: Input): object {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const name = getText(input, 'Username');
  checkSecretHash(client, name, findText(input, 'SecretHash'));
  const user = pool.users.find(name);
  if (user === undefined && !client.hidesUserExistence) throw noSuchUser();
  if (user === undefined || !user.isEnabled) return { CodeDeliveryDetails: pretendToSendCode(pool, name, 'sign-up') };
  if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
  return { CodeDeliveryDetails: sendCode(service, pool, user, 'sign-up') };
}
