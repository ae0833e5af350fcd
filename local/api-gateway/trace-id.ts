/** X-Ray trace headers and the two ids that every answer carries. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { HeaderLines } from './client.ts';
import { findHeader } from './header-lines.ts';

/** Random hex digits are drawn in one go and handed out in pieces: a system call per id would cost more than the id. */
const POOL_BYTES = 4096;
let pool = '';
let position = 0;

function randomHex(digits: number): string {
  if (position + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    position = 0;
  }
  position += digits;
  return pool.slice(position - digits, position);
}

/** Clients may choose it: that is why the extended one exists. Source: "Variables for access logging for API Gateway". */
export function toRequestId(headers: HeaderLines): string {
  const sent = findHeader(headers, 'x-amzn-requestid');
  return sent !== undefined && /^[\w-]{1,128}$/.test(sent) ? sent : randomUUID();
}

/** Looks like `x-amz-apigw-id`: sixteen characters, the last one `=`. */
export const createExtendedRequestId = (): string => `${randomHex(15)}=`;

/** Keeps the client's Root, Parent and Sampled, and makes what is missing. */
export function toTraceId(headers: HeaderLines, nowMs: number): string {
  const sent = findHeader(headers, 'x-amzn-trace-id');
  const parts = sent === undefined ? undefined : parseTraceId(sent);
  const root =
    parts?.get('root') ??
    `1-${Math.floor(nowMs / 1000)
      .toString(16)
      .padStart(8, '0')}-${randomHex(24)}`;
  const parent = parts?.get('parent') ?? randomHex(16);
  return `Root=${root};Parent=${parent};Sampled=${parts?.get('sampled') ?? '0'}`;
}

function parseTraceId(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name !== undefined && value !== undefined && /^[\w-]+$/.test(value)) parts.set(name.toLowerCase(), value);
  }
  return parts;
}
