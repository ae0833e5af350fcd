/** A user as the operations for administrators show it: AWS's UserType. */

import { type AttributeList, toAttributeList, type User } from './users.ts';

export interface UserType {
  readonly Username: string;
  readonly Attributes: AttributeList;
  /** Seconds since the epoch. */
  readonly UserCreateDate: number;
  readonly UserLastModifiedDate: number;
  readonly Enabled: boolean;
  readonly UserStatus: User['status'];
}

export function toUserType(user: User, names?: ReadonlySet<string>): UserType {
  return {
    Username: user.username,
    Attributes: toAttributeList(user, names),
    UserCreateDate: user.createdAtMs / 1000,
    UserLastModifiedDate: user.modifiedAtMs / 1000,
    Enabled: user.isEnabled,
    UserStatus: user.status,
  };
}
