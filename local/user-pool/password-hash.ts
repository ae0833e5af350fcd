/** Keeps passwords as scrypt hashes with a salt each, and compares them in constant time. */

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export interface PasswordHash {
  /** Both in base64. */
  readonly salt: string;
  readonly hash: string;
}

const HASH_BYTES = 32;
/** 8 MB a hash: more stays with the process for good, once for each of Node's four threads. */
const COST: ScryptOptions = { N: 8192, r: 8, p: 1 };
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** For users that don't exist: checking a password against it takes as long, and never succeeds. */
const NOBODY: PasswordHash = {
  salt: randomBytes(16).toString('base64'),
  hash: randomBytes(HASH_BYTES).toString('base64'),
};

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, HASH_BYTES, COST);
  return { salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** `stored` is undefined where there is no such user, or one without a password. */
export async function isPassword(password: string, stored: PasswordHash | undefined): Promise<boolean> {
  const { salt, hash } = stored ?? NOBODY;
  const derived = await derive(password, Buffer.from(salt, 'base64'), HASH_BYTES, COST);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
}
