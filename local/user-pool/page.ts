/** Cuts a list of users into pages. The token names the last user seen, so that no one is skipped or shown twice. */

import { invalidParameter } from './cognito-error.ts';
import type { User } from './users.ts';

const MAX_ITEMS = 60;

export interface Page {
  readonly items: readonly User[];
  readonly nextToken?: string;
}

/** `users` stand in the order of their making. A limit of 0 means the most that a page may hold. */
export function toPage(users: readonly User[], limit: number | undefined, token: string | undefined): Page {
  const start = token === undefined ? 0 : findStart(users, token);
  const items = users.slice(start, start + (limit || MAX_ITEMS));
  const last = items.at(-1);
  if (last === undefined || start + items.length >= users.length) return { items };
  return { items, nextToken: Buffer.from(`${last.createdAtMs} ${last.sub}`).toString('base64url') };
}

function findStart(users: readonly User[], token: string): number {
  const [createdAtMs, sub] = Buffer.from(token, 'base64url').toString().split(' ');
  if (!/^\d+$/.test(createdAtMs ?? '') || sub === undefined) throw invalidParameter('Invalid pagination token');
  const index = users.findIndex((user) => user.sub === sub);
  if (index >= 0) return index + 1;
  // Deleted meanwhile: go on with those who came after.
  const next = users.findIndex((user) => user.createdAtMs > Number(createdAtMs));
  return next < 0 ? users.length : next;
}
