/** VerifyUserAttribute and GetUserAttributeVerificationCode: prove that a changed address is the caller's own. */

import { authenticate } from '../authenticate.ts';
import { invalidParameter } from '../cognito-error.ts';
import { getText, type Input } from '../input.ts';
import type { Service } from '../pool.ts';
import { sendCode } from '../send-code.ts';
import { assertFree } from './update-user-attributes.ts';

export function verifyUserAttribute(service: Service, input: Input): object {
  const { pool, user } = authenticate(service, input);
  assertEmail(getText(input, 'AttributeName'));
  pool.codes.check('email', user.sub, getText(input, 'Code'));
  const email = user.unverifiedEmail ?? user.attributes.email ?? '';
  // Somebody else may have taken the address while it waited.
  if (email !== user.attributes.email) assertFree(pool, email);
  pool.codes.forget('email', user.sub);
  const attributes = { ...user.attributes, email, email_verified: 'true' };
  pool.users.put({ ...user, attributes, unverifiedEmail: undefined, modifiedAtMs: service.now() });
  return {};
}

export function getUserAttributeVerificationCode(service: Service, input: Input): object {
  const { pool, user } = authenticate(service, input);
  assertEmail(getText(input, 'AttributeName'));
  return { CodeDeliveryDetails: sendCode(service, pool, user, 'email') };
}

function assertEmail(attributeName: string): void {
  if (attributeName !== 'email')
    throw invalidParameter(`Invalid attribute ${attributeName}: only email can be verified.`);
}
