/** Writes a request as a curl command for a POSIX shell. */

import { findHeader, withoutConnection } from './headers.ts';
import type { HeaderLine } from './members.ts';

export interface CurlRequest {
  readonly method: string;
  /** Such as `http://localhost:8081`. */
  readonly origin: string;
  /** As it stood in the request line. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** Whatever a stranger sent, the shell takes each part for one plain word. */
export function toCurl({ method, origin, target, headers, body }: CurlRequest): string {
  const parts = [`curl${toMethodFlag(method, body)} ${quote(origin + target)}`];
  // curl would take braces for a list of addresses, and walk up dots by itself.
  if (/[[\]{}]/.test(target)) parts.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(target)) parts.push('--path-as-is');
  for (const [name, value] of withoutConnection(headers)) {
    parts.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== '') {
    // Without a type of its own, curl calls every body a form.
    if (findHeader(headers, 'content-type') === undefined) parts.push(`-H ${quote('Content-Type:')}`);
    parts.push(`--data-raw ${quote(body)}`);
  }
  return parts.join(' \\\n  ');
}

function toMethodFlag(method: string, body: string): string {
  if (method === 'HEAD') return ' --head';
  const usual = body === '' ? 'GET' : 'POST';
  return method === usual ? '' : ` -X ${quote(method)}`;
}

function quote(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  // A terminal would act on control characters even between quotation marks.
  return hasControlCharacter(text)
    ? `$'${[...text].map(escapeCharacter).join('')}'`
    : `'${text.replaceAll("'", "'\\''")}'`;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character !== '\n' && isControl(character));
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === "'" || character === '\\') return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  if (!isControl(character)) return character;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}
