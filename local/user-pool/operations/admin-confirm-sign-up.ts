/** AdminConfirmSignUp: confirms without a code, which leaves the address unverified. */

import type { Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Service } from '../pool.ts';
import { assertUnconfirmed } from './confirm-sign-up.ts';

export function adminConfirmSignUp(service: Service, input: Input): object {
  const { user, update } = getNamedUser(service, input);
  assertUnconfirmed(user);
  update({ status: 'CONFIRMED' });
  return {};
}
