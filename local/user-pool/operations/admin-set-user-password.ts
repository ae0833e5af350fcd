/** AdminSetUserPassword: for good, or until the next sign-in. */

import { getText, type Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import { hashPassword } from '../password-hash.ts';
import { checkPassword } from '../password-policy.ts';
import type { Service } from '../pool.ts';

const DAY_MS = 86_400_000;

export async function adminSetUserPassword(service: Service, input: Input): Promise<object> {
  const { pool } = getNamedUser(service, input);
  const { passwordPolicy } = pool.definition;
  const plain = getText(input, 'Password');
  checkPassword(plain, passwordPolicy);
  const password = await hashPassword(plain);
  const { update } = getNamedUser(service, input);
  const passwordExpiresAtMs = service.now() + passwordPolicy.temporaryPasswordDays * DAY_MS;
  if (input.Permanent === true) update({ password, passwordExpiresAtMs: undefined, status: 'CONFIRMED' });
  else update({ password, passwordExpiresAtMs, status: 'FORCE_CHANGE_PASSWORD' });
  return {};
}
