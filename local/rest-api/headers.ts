/** Which headers API Gateway hides, refuses, renames or drops. Source: "Amazon API Gateway important notes". */

import type { HeaderLines } from './exchange.ts';

/** Gone before validation, mappings, templates and events see the client's headers. */
export const HIDDEN_FROM_REQUEST: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

const REFUSED_EVERYWHERE = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];
const REFUSED_TOWARDS_AWS = ['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

const REFUSED_FOR_HTTP: ReadonlySet<string> = new Set(REFUSED_EVERYWHERE);
const REFUSED_FOR_AWS: ReadonlySet<string> = new Set([...REFUSED_EVERYWHERE, ...REFUSED_TOWARDS_AWS]);

/** Headers that make every call a 500 when an integration of this type maps them. */
export const refusedMappings = (integrationType: string): ReadonlySet<string> =>
  integrationType.startsWith('AWS') ? REFUSED_FOR_AWS : REFUSED_FOR_HTTP;

/** Silently left out of what an HTTP backend is sent. */
export const DROPPED_TOWARDS_HTTP: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'upgrade',
  'via',
]);

const REMAPPED_ALWAYS = ['connection', 'content-length', 'date', 'server', 'x-amzn-requestid'];
const REMAPPED_WITHOUT_PROXY = [
  'authorization',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
];

const REMAPPED_FOR_PROXY: ReadonlySet<string> = new Set(REMAPPED_ALWAYS);
const REMAPPED_FOR_CUSTOM: ReadonlySet<string> = new Set([...REMAPPED_ALWAYS, ...REMAPPED_WITHOUT_PROXY]);

/** Response headers that reach the client as `x-amzn-Remapped-…`. */
export const remappedHeaders = (isProxy: boolean): ReadonlySet<string> =>
  isProxy ? REMAPPED_FOR_PROXY : REMAPPED_FOR_CUSTOM;

/** Response headers that never reach the client. */
export const DROPPED_FROM_RESPONSE: ReadonlySet<string> = new Set(['keep-alive', 'transfer-encoding', 'via']);

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
