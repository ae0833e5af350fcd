/** Who is signed in: one record for each refresh token, known by the `origin_jti` of its tokens. */

import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { notAuthorized } from './cognito-error.ts';
import type { RecordLog } from './record-log.ts';
import { createRecordTable } from './record-table.ts';

export interface Session {
  /** `origin_jti` in the tokens. */
  readonly id: string;
  readonly sub: string;
  readonly clientId: string;
  readonly signedInAtMs: number;
  readonly expiresAtMs: number;
  /** SHA-256 of the refresh token. */
  readonly tokenHash: string;
}

export interface Sessions {
  start(
    sub: string,
    clientId: string,
    validSeconds: number,
  ): { readonly session: Session; readonly refreshToken: string };
  /** Undefined for a token that was never issued to this client, or is revoked. */
  findByToken(refreshToken: string, clientId: string): Session | undefined;
  /** Throws NotAuthorizedException for a token that is unknown, revoked or expired. */
  getByToken(refreshToken: string, clientId: string): Session;
  exists(id: string): boolean;
  end(id: string): void;
  endAll(sub: string): void;
}

export function openSessions(poolId: string, log: RecordLog, now: () => number): Sessions {
  const table = createRecordTable<Session>(log, `${poolId}/session/`);
  for (const [id, { expiresAtMs }] of table.list()) if (expiresAtMs < now()) table.delete(id);
  const findByToken = (refreshToken: string, clientId: string): Session | undefined => {
    const session = table.find(refreshToken.split('.')[0] ?? '');
    const isIt = session?.clientId === clientId && isSame(session.tokenHash, toHash(refreshToken));
    return isIt ? session : undefined;
  };
  return {
    start: (sub, clientId, validSeconds) => {
      const id = randomUUID();
      const refreshToken = `${id}.${randomBytes(48).toString('base64url')}`;
      const expiresAtMs = now() + validSeconds * 1000;
      const session = { id, sub, clientId, signedInAtMs: now(), expiresAtMs, tokenHash: toHash(refreshToken) };
      table.put(id, session);
      return { session, refreshToken };
    },
    findByToken,
    getByToken: (refreshToken, clientId) => {
      const session = findByToken(refreshToken, clientId);
      if (session === undefined) throw notAuthorized('Invalid Refresh Token');
      if (session.expiresAtMs <= now()) throw notAuthorized('Refresh Token has expired');
      return session;
    },
    exists: (id) => table.find(id) !== undefined,
    end: (id) => table.delete(id),
    endAll: (sub) => {
      for (const [id, session] of table.list()) if (session.sub === sub) table.delete(id);
    },
  };
}

function toHash(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
