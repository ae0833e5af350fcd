/** ListUsersInGroup: oldest first, a page at a time. */

import { findNumber, findText, getText, type Input } from '../input.ts';
import { toPage } from '../page.ts';
import type { Service } from '../pool.ts';
import { toUserType } from '../user-type.ts';
import { getGroupName } from './admin-change-groups.ts';

export function listUsersInGroup(service: Service, input: Input): object {
  const pool = service.getPool(getText(input, 'UserPoolId'));
  const name = getGroupName(pool, input);
  const members = pool.users.list().filter(({ groups }) => groups.includes(name));
  const { items, nextToken } = toPage(members, findNumber(input, 'Limit', 0, 60), findText(input, 'NextToken'));
  return { Users: items.map((user) => toUserType(user)), ...(nextToken && { NextToken: nextToken }) };
}
