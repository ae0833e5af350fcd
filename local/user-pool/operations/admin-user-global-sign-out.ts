/** AdminUserGlobalSignOut: ends all sessions of a user. */

import type { Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Service } from '../pool.ts';

export function adminUserGlobalSignOut(service: Service, input: Input): object {
  const { pool, user } = getNamedUser(service, input);
  pool.sessions.endAll(user.sub);
  return {};
}
