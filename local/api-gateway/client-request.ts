/** What a client sent, as the APIs take it. */

import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClientRequest, HeaderLines } from './client.ts';

export function toClientRequest(
  message: IncomingMessage,
  headers: HeaderLines,
  body: Buffer,
  receivedAtMs: number,
): ClientRequest {
  return {
    method: message.method ?? 'GET',
    rawTarget: message.url ?? '/',
    headers,
    body,
    sourceIp: toSourceIp(message.socket),
    protocol: `HTTP/${message.httpVersion}`,
    receivedAtMs,
  };
}

/** As much as can be read of what node took for no HTTP. */
export function toBrokenRequest(error: Error, socket: Duplex, receivedAtMs: number): ClientRequest {
  const bytes = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
  const line = /^([A-Z]+) (\S+) (HTTP\/\d\.\d)\r?\n/.exec(bytes.toString('latin1'));
  const [, method = '', rawTarget = '', protocol = ''] = line ?? [];
  return {
    method,
    rawTarget,
    headers: [],
    body: Buffer.alloc(0),
    sourceIp: toSourceIp(socket),
    protocol,
    receivedAtMs,
  };
}

function toSourceIp(socket: Duplex): string {
  const address = socket instanceof Socket ? socket.remoteAddress : undefined;
  return (address ?? '127.0.0.1').replace(/^::ffff:/, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what needs no decoding
const ASCII = /^[\u0000-\u007f]*$/;

/** Node hands over header bytes as Latin-1; clients mean UTF-8. */
export function toLines(rawHeaders: readonly string[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const value = rawHeaders[index + 1] ?? '';
    lines.push([rawHeaders[index] ?? '', ASCII.test(value) ? value : Buffer.from(value, 'latin1').toString('utf8')]);
  }
  return lines;
}
