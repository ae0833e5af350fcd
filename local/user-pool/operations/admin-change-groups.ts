/** AdminAddUserToGroup and AdminRemoveUserFromGroup. Both may be repeated; tokens issued before stay as they are. */

import { notFound } from '../cognito-error.ts';
import { getText, type Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Pool, Service } from '../pool.ts';

export function adminAddUserToGroup(service: Service, input: Input): object {
  const { pool, user, update } = getNamedUser(service, input);
  const name = getGroupName(pool, input);
  if (!user.groups.includes(name)) update({ groups: [...user.groups, name] });
  return {};
}

export function adminRemoveUserFromGroup(service: Service, input: Input): object {
  const { pool, user, update } = getNamedUser(service, input);
  const name = getGroupName(pool, input);
  if (user.groups.includes(name)) update({ groups: user.groups.filter((group) => group !== name) });
  return {};
}

/** Throws ResourceNotFoundException for a group that the template does not name. */
export function getGroupName({ definition }: Pool, input: Input): string {
  const name = getText(input, 'GroupName');
  if (!definition.groupNames.includes(name)) throw notFound('Group not found.');
  return name;
}
