/** ListUsers: oldest first, a page at a time, all or those that a filter names. */

import { invalidParameter } from '../cognito-error.ts';
import { findNumber, findText, getText, type Input } from '../input.ts';
import { toPage } from '../page.ts';
import type { Service } from '../pool.ts';
import { toUserType } from '../user-type.ts';
import type { User } from '../users.ts';

const FILTER = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

export function listUsers(service: Service, input: Input): object {
  const { users } = service.getPool(getText(input, 'UserPoolId'));
  const matching = users.list().filter(toFilter(findText(input, 'Filter')));
  const limit = findNumber(input, 'Limit', 0, 60);
  const { items, nextToken } = toPage(matching, limit, findText(input, 'PaginationToken'));
  const names = input.AttributesToGet;
  const wanted = Array.isArray(names) ? new Set(names.map(String)) : undefined;
  return { Users: items.map((user) => toUserType(user, wanted)), ...(nextToken && { PaginationToken: nextToken }) };
}

/** Source: "Searching for users using the ListUsers API". */
function toFilter(text: string | undefined): (user: User) => boolean {
  if (text === undefined) return () => true;
  const [, name = '', operator, quoted = ''] = FILTER.exec(text) ?? [];
  const value = quoted.replace(/\\(.)/g, '$1').toLowerCase();
  if (operator === undefined) throw invalidParameter('Error while parsing filter.');
  return (user) => {
    const own = findValue(user, name)?.toLowerCase();
    return operator === '=' ? own === value : own?.startsWith(value) === true;
  };
}

function findValue({ sub, username, status, isEnabled, attributes }: User, name: string): string | undefined {
  if (name === 'sub') return sub;
  if (name === 'username') return username;
  if (name === 'cognito:user_status') return status;
  if (name === 'status') return isEnabled ? 'Enabled' : 'Disabled';
  return attributes[name];
}
