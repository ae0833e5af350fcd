/** ForgotPassword: sends a code with which the password can be set anew. */

import { invalidParameter, noSuchUser, notAuthorized } from '../cognito-error.ts';
import { findText, getText, type Input } from '../input.ts';
import type { Service } from '../pool.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { pretendToSendCode, sendCode } from '../send-code.ts';
import type { User } from '../users.ts';

/** Source: "Managing user existence error responses", section on password recovery. */
export function forgotPassword(service: Service, input: Input): object {
  const { pool, client } = service.getClient(getText(input, 'ClientId'));
  const name = getText(input, 'Username');
  checkSecretHash(client, name, findText(input, 'SecretHash'));
  if (!pool.definition.recoversByEmail) throw notAuthorized('Contact administrator to reset password.');
  const user = pool.users.find(name);
  const obstacle = findObstacle(user);
  if (user !== undefined && obstacle === undefined)
    return { CodeDeliveryDetails: sendCode(service, pool, user, 'recovery') };
  if (obstacle !== undefined && !client.hidesUserExistence) throw obstacle;
  return { CodeDeliveryDetails: pretendToSendCode(pool, name, 'recovery') };
}

function findObstacle(user: User | undefined): Error | undefined {
  if (user === undefined) return noSuchUser();
  if (!user.isEnabled) return notAuthorized('User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    return notAuthorized('User password cannot be reset in the current state.');
  if (user.attributes.email_verified === 'true') return undefined;
  return invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}
