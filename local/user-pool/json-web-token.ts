/** Writes JSON Web Tokens signed with RS256. Reading them is left to aws-jwt-verify. */

import { sign } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

export type Claims = Readonly<Record<string, unknown>>;

export function createToken(claims: Claims, key: SigningKey): string {
  const content = `${encode({ kid: key.id, alg: 'RS256' })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
