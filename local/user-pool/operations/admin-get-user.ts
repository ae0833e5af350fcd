/** AdminGetUser. */

import type { Input } from '../input.ts';
import { getNamedUser } from '../named-user.ts';
import type { Service } from '../pool.ts';
import { toUserType } from '../user-type.ts';

export function adminGetUser(service: Service, input: Input): object {
  const { Attributes: UserAttributes, ...rest } = toUserType(getNamedUser(service, input).user);
  return { ...rest, UserAttributes };
}
