/** Which header lines belong to the request itself, and which to the connection that it came by. */

import type { HeaderLine } from './members.ts';

const CONNECTION_HEADERS = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function withoutConnection(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.filter(([name]) => !CONNECTION_HEADERS.has(name.toLowerCase()));
}

export function findHeader(headers: readonly HeaderLine[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
}
