/** AdminDeleteUser. */

import type { Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Service } from '../pool.ts';
import { remove } from './delete-user.ts';

export function adminDeleteUser(service: Service, input: Input): object {
  const { pool, user } = getNamedUser(service, input);
  remove(pool, user);
  return {};
}
