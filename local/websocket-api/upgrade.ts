/** What the WebSocket protocol itself says of a connection's beginning and end. */

import type { IncomingMessage } from 'node:http';
import type { Disconnection } from './connection.ts';

const KEY = /^[+/0-9A-Za-z]{22}==$/;

/** Checked before `$connect` runs, so that no function hears of a client that could never be connected. */
export function isUpgradable({ method, headers }: IncomingMessage): boolean {
  const version = headers['sec-websocket-version'];
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    KEY.test(headers['sec-websocket-key'] ?? '') &&
    (version === '13' || version === '8') &&
    isProtocolList(headers['sec-websocket-protocol'])
  );
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Of different names, each a token; otherwise the library would refuse the upgrade after `$connect` has accepted it. */
function isProtocolList(list: string | undefined): boolean {
  if (list === undefined) return true;
  const names = list.split(',').map((name) => name.trim());
  return names.every((name) => TOKEN.test(name)) && new Set(names).size === names.length;
}

const NO_STATUS = 1005;

/** In the words that were recorded. */
export const toDisconnection = (code: number, reason: string): Disconnection => ({
  code,
  reason: code === NO_STATUS ? 'Client-side close frame status not set' : reason,
});

const PROTOCOL_ERRORS: ReadonlyMap<string, number> = new Map([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 1009],
  ['WS_ERR_INVALID_UTF8', 1007],
]);

/** A client that breaks the protocol, or one whose network does. */
export function toProtocolError(error: Error): Disconnection {
  const code = 'code' in error ? String(error.code) : '';
  if (!code.startsWith('WS_ERR_')) return { code: 1006, reason: '' };
  return { code: PROTOCOL_ERRORS.get(code) ?? 1002, reason: '' };
}
