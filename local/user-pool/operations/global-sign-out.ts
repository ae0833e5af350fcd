/** GlobalSignOut: ends all sessions of the caller. */

import { authenticate } from '../authenticate.ts';
import type { Input } from '../input.ts';
import type { Service } from '../pool.ts';

export function globalSignOut(service: Service, input: Input): object {
  const { pool, user } = authenticate(service, input);
  pool.sessions.endAll(user.sub);
  return {};
}
