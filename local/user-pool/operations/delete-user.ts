/** DeleteUser: the caller leaves. */

import { authenticate } from '../authenticate.ts';
import type { Input } from '../input.ts';
import type { Pool, Service } from '../pool.ts';
import type { User } from '../users.ts';

export function deleteUser(service: Service, input: Input): object {
  const { pool, user } = authenticate(service, input);
  remove(pool, user);
  return {};
}

export function remove(pool: Pool, user: User): void {
  pool.sessions.endAll(user.sub);
  for (const purpose of ['sign-up', 'recovery', 'email'] as const) pool.codes.forget(purpose, user.sub);
  pool.users.delete(user);
}
