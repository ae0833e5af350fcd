/** GetUser: what the caller's client may read of the caller. */

import { authenticate } from '../authenticate.ts';
import type { Input } from '../input.ts';
import type { Service } from '../pool.ts';
import { toAttributeList } from '../users.ts';

export function getUser(service: Service, input: Input): object {
  const { user, client } = authenticate(service, input);
  return { Username: user.username, UserAttributes: toAttributeList(user, client.readableAttributes) };
}
