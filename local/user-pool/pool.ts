/** One running user pool: its definition with all that it keeps. */

import { join } from 'node:path';
import { type Codes, openCodes } from './codes.ts';
import type { ClientDefinition, UserPoolDefinition } from './definition.ts';
import { createPasswordAttempts, type PasswordAttempts } from './password-attempts.ts';
import type { RecordLog } from './record-log.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { loadSigningKey, type SigningKey } from './signing-key.ts';
import { openUsers, type Users } from './users.ts';

export interface Pool {
  readonly definition: UserPoolDefinition;
  /** Such as `http://localhost:8084/us-east-1_a1B2c3D4e`. */
  readonly issuer: string;
  readonly key: SigningKey;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly codes: Codes;
  readonly passwordAttempts: PasswordAttempts;
}

/** A code that AWS would send by email. */
export interface CodeDelivery {
  readonly poolId: string;
  readonly username: string;
  readonly email: string;
  readonly code: string;
  /** An `invitation` carries a temporary password in `code`. */
  readonly purpose: 'sign-up' | 'recovery' | 'email' | 'invitation';
}

/** What every operation gets besides its input. */
export interface Service {
  /** Throws ResourceNotFoundException. */
  getPool(poolId: string): Pool;
  /** Throws ResourceNotFoundException. */
  getClient(clientId: string): { readonly pool: Pool; readonly client: ClientDefinition };
  /** Undefined for an issuer that none of the pools is. */
  findIssuer(issuer: string): Pool | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  deliver(delivery: CodeDelivery): void;
}

export interface PoolOptions {
  readonly origin: string;
  readonly stateFolder: string;
  readonly log: RecordLog;
  readonly now: () => number;
}

export async function openPool(definition: UserPoolDefinition, options: PoolOptions): Promise<Pool> {
  const { origin, stateFolder, log, now } = options;
  return {
    definition,
    issuer: `${origin}/${definition.id}`,
    key: await loadSigningKey(join(stateFolder, `${definition.id}.key.pem`)),
    users: openUsers(definition, log),
    sessions: openSessions(definition.id, log, now),
    codes: openCodes(definition.id, log, now),
    passwordAttempts: createPasswordAttempts(now),
  };
}
