/** The users of one pool, found by any name they may sign in with. */

import type { UserPoolDefinition } from './definition.ts';
import type { PasswordHash } from './password-hash.ts';
import type { RecordLog } from './record-log.ts';
import { createRecordTable } from './record-table.ts';

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';

export interface User {
  readonly sub: string;
  /** What AWS calls Username: opaque, the same as `sub`, where people sign in by their address. */
  readonly username: string;
  readonly status: UserStatus;
  readonly isEnabled: boolean;
  /** Such as `email`, `email_verified` and `custom:shelf`; `sub` is not among them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** A new address that waits for its code. */
  readonly unverifiedEmail?: string | undefined;
  readonly password?: PasswordHash | undefined;
  /** Of a temporary password. */
  readonly passwordExpiresAtMs?: number | undefined;
  readonly groups: readonly string[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

export interface Users {
  /** By Username, `sub` or, where people sign in by it, address. */
  find(name: string): User | undefined;
  put(user: User): void;
  delete(user: User): void;
  /** Oldest first. */
  list(): readonly User[];
}

export function openUsers(definition: UserPoolDefinition, log: RecordLog): Users {
  const table = createRecordTable<User>(log, `${definition.id}/user/`);
  const subs = new Map<string, string>();
  const namesOf = ({ sub, username, attributes }: User): readonly string[] => {
    const email = definition.signInBy === 'email' ? attributes.email : undefined;
    return [sub, username, ...(email === undefined ? [] : [email])].map((name) => toKey(name, definition));
  };
  const index = (user: User): void => {
    for (const name of namesOf(user)) subs.set(name, user.sub);
  };
  const remove = (user: User | undefined): void => {
    for (const name of user ? namesOf(user) : []) subs.delete(name);
  };
  for (const [, user] of table.list()) index(user);
  return {
    find: (name) => {
      const sub = subs.get(toKey(name, definition));
      return sub === undefined ? undefined : table.find(sub);
    },
    put: (user) => {
      remove(table.find(user.sub));
      table.put(user.sub, user);
      index(user);
    },
    delete: (user) => {
      remove(user);
      table.delete(user.sub);
    },
    list: () => table.list().map(([, user]) => user),
  };
}

/** Two names with the same key are the same name in this pool. */
export function toKey(name: string, { isCaseSensitive }: UserPoolDefinition): string {
  return isCaseSensitive ? name : name.toLowerCase();
}

export type AttributeList = readonly { readonly Name: string; readonly Value: string }[];

/** As answers show them, `sub` first; `names` limits them to those that a client may read. */
export function toAttributeList({ sub, attributes }: User, names?: ReadonlySet<string>): AttributeList {
  const readable = Object.entries(attributes).filter(([name]) => names === undefined || names.has(name));
  return [['sub', sub] as const, ...readable].map(([Name, Value]) => ({ Name, Value }));
}
