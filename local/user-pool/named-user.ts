/** Whom an operation for administrators is about. */

import { noSuchUser } from './cognito-error.ts';
import { getText, type Input } from './input.ts';
import type { Pool, Service } from './pool.ts';
import type { User } from './users.ts';

export interface NamedUser {
  readonly pool: Pool;
  readonly user: User;
  /** Stores the user with the changes. */
  update(changes: Partial<User>): void;
}

/** Throws ResourceNotFoundException for the pool, UserNotFoundException for the user. */
export function getNamedUser(service: Service, input: Input): NamedUser {
  const pool = service.getPool(getText(input, 'UserPoolId'));
  const user = pool.users.find(getText(input, 'Username'));
  if (user === undefined) throw noSuchUser();
  return { pool, user, update: (changes) => pool.users.put({ ...user, ...changes, modifiedAtMs: service.now() }) };
}
