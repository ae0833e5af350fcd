/** Verification codes: six digits, valid for a while, with a bounded number of wrong tries. */

import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { expiredCode, limitExceeded, tooManyFailedAttempts, wrongCode } from './cognito-error.ts';
import type { RecordLog } from './record-log.ts';
import { createRecordTable } from './record-table.ts';

export type CodePurpose = 'sign-up' | 'recovery' | 'email';

export interface Codes {
  /** Makes a code that replaces the one before. Throws LimitExceededException when too many were asked for. */
  create(purpose: CodePurpose, name: string): string;
  /**
   * Throws CodeMismatchException, ExpiredCodeException or, after too many wrong tries, LimitExceededException or
   * TooManyFailedAttemptsException. A right code stays valid until it is forgotten.
   */
  check(purpose: CodePurpose, name: string, code: string): void;
  forget(purpose: CodePurpose, name: string): void;
}

interface Code {
  readonly hash: string;
  readonly expiresAtMs: number;
  readonly wrongTries: number;
  /** When codes were asked for lately. */
  readonly requestedAtMs: readonly number[];
}

const HOUR_MS = 3_600_000;
/** Source: "Signing up and confirming user accounts" and "Password, account recovery, and password policies". */
const VALID_MS: Readonly<Record<CodePurpose, number>> = {
  'sign-up': 24 * HOUR_MS,
  recovery: HOUR_MS,
  email: 24 * HOUR_MS,
};
const MAX_WRONG_TRIES = 5;
/** AWS allows 5 to 20, depending on what it thinks of the caller. */
const MAX_REQUESTS_PER_HOUR = 20;

/** The names need not belong to users: for a name that nobody has, all looks the same from outside. */
export function openCodes(poolId: string, log: RecordLog, now: () => number): Codes {
  const table = createRecordTable<Code>(log, `${poolId}/code/`);
  for (const [id, { expiresAtMs }] of table.list()) if (expiresAtMs < now()) table.delete(id);
  const toId = (purpose: CodePurpose, name: string) => `${purpose}/${name}`;
  return {
    create: (purpose, name) => {
      const id = toId(purpose, name);
      const isRecent = (atMs: number) => atMs > now() - HOUR_MS && atMs <= now();
      const recent = (table.find(id)?.requestedAtMs ?? []).filter(isRecent);
      if (recent.length >= MAX_REQUESTS_PER_HOUR) throw limitExceeded();
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const expiresAtMs = now() + VALID_MS[purpose];
      table.put(id, { hash: toHash(id, code), expiresAtMs, wrongTries: 0, requestedAtMs: [...recent, now()] });
      return code;
    },
    check: (purpose, name, code) => {
      const id = toId(purpose, name);
      const record = table.find(id);
      if (record === undefined) throw expiredCode();
      if (record.wrongTries >= MAX_WRONG_TRIES) throw purpose === 'sign-up' ? tooManyFailedAttempts() : limitExceeded();
      if (record.expiresAtMs <= now()) throw expiredCode();
      if (isSame(record.hash, toHash(id, code))) return;
      table.put(id, { ...record, wrongTries: record.wrongTries + 1 });
      throw wrongCode();
    },
    forget: (purpose, name) => table.delete(toId(purpose, name)),
  };
}

function toHash(id: string, code: string): string {
  return createHash('sha256').update(`${id}/${code}`).digest('base64');
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
