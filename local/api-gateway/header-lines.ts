/** Finds, checks and cleans header lines. */

import type { HeaderLines } from './client.ts';

/** The last value of a header, whatever its case. */
export function findHeader(lines: HeaderLines, lowerCaseName: string): string | undefined {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line !== undefined && line[0].length === lowerCaseName.length && line[0].toLowerCase() === lowerCaseName) {
      return line[1];
    }
  }
  return undefined;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that must not reach a header
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001f\u007f]+/g;
const UNUSUAL = /[^\u0020-\u007e]/;

export const isHeaderName = (name: string): boolean => TOKEN.test(name);

/** A value that can't end its line or break the response: control characters become a space, the rest goes out as UTF-8. */
export function toHeaderValue(value: string): string {
  if (!UNUSUAL.test(value)) return value;
  return Buffer.from(value.replace(CONTROL_CHARACTERS, ' '), 'utf8').toString('latin1');
}
