/** AdminEnableUser and AdminDisableUser. Who is disabled can't sign in, and loses all sessions. */

import type { Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Service } from '../pool.ts';

export function adminEnableUser(service: Service, input: Input): object {
  getNamedUser(service, input).update({ isEnabled: true });
  return {};
}

export function adminDisableUser(service: Service, input: Input): object {
  const { pool, user, update } = getNamedUser(service, input);
  update({ isEnabled: false });
  pool.sessions.endAll(user.sub);
  return {};
}
