/** Makes a code, hands it to whoever plays the mailbox, and tells the caller where it went. */

import type { CodePurpose } from './codes.ts';
import type { Pool, Service } from './pool.ts';
import { toKey, type User } from './users.ts';

export interface CodeDeliveryDetails {
  readonly AttributeName: 'email';
  readonly DeliveryMedium: 'EMAIL';
  /** Such as `a***@e***`. */
  readonly Destination: string;
}

export function sendCode(service: Service, pool: Pool, user: User, purpose: CodePurpose): CodeDeliveryDetails {
  const email = (purpose === 'email' ? user.unverifiedEmail : undefined) ?? user.attributes.email ?? '';
  const code = pool.codes.create(purpose, user.sub);
  service.deliver({ poolId: pool.definition.id, username: user.username, email, code, purpose });
  return toDetails(email);
}

/** The same answers and limits for a name that gets no code, so that nobody learns which names have an account. */
export function pretendToSendCode(pool: Pool, name: string, purpose: CodePurpose): CodeDeliveryDetails {
  pool.codes.create(purpose, toCodeName(pool, name));
  return toDetails(pool.users.find(name)?.attributes.email ?? name);
}

/** Under which the codes for a name are kept, whether it belongs to a user or not. */
export function toCodeName(pool: Pool, name: string): string {
  return pool.users.find(name)?.sub ?? toKey(name, pool.definition);
}

function toDetails(address: string): CodeDeliveryDetails {
  const [local = '', domain = 'e'] = address.split('@');
  const Destination = `${local.charAt(0)}***@${domain.charAt(0)}***`;
  return { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination };
}
