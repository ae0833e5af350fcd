/** Makes ULIDs: ids that sort by the time they were made. Format: https://github.com/ulid/spec */
import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, which people mistake for other characters. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Ten characters of milliseconds, then sixteen that nobody can guess. */
export function createUlid(atMs: number = Date.now()): string {
  // 256 is a multiple of 32: every character is as likely as any other.
  const chance = Array.from(randomBytes(16), (byte) => ALPHABET[byte % 32]);
  return toTime(atMs) + chance.join('');
}

/** What all ULIDs of that time and later come after. */
export function toUlidBefore(atMs: number): string {
  return toTime(Math.max(0, atMs));
}

export function readUlidTime(ulid: string): number {
  return [...ulid.slice(0, 10)].reduce((atMs, letter) => atMs * 32 + ALPHABET.indexOf(letter), 0);
}

export function isUlid(text: string | undefined): text is string {
  return text !== undefined && ULID.test(text);
}

function toTime(atMs: number): string {
  return Array.from({ length: 10 }, (_, index) => ALPHABET[Math.floor(atMs / 32 ** (9 - index)) % 32]).join('');
}
