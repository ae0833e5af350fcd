/** ChangePassword: for a user who is signed in and knows the old one. */

import { authenticate } from '../authenticate.ts';
import { limitExceeded, wrongCredentials } from '../cognito-error.ts';
import { getText, type Input } from '../input.ts';
import { hashPassword, isPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Service } from '../pool.ts';

export async function changePassword(service: Service, input: Input): Promise<object> {
  const { pool, user } = authenticate(service, input);
  const previous = getText(input, 'PreviousPassword');
  const proposed = getText(input, 'ProposedPassword');
  checkPassword(proposed, pool.definition.passwordPolicy, 'ProposedPassword');
  const isRight = await pool.passwordAttempts.run(user.sub, () => isPassword(previous, user.password), limitExceeded);
  if (!isRight) throw wrongCredentials();
  const hash = await hashPassword(proposed);
  // Asked again: meanwhile the user may have been changed, or be gone.
  const { user: present } = authenticate(service, input);
  pool.users.put({ ...present, password: hash, modifiedAtMs: service.now() });
  return {};
}
