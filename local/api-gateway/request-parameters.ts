/** Reads a request's query and headers the way API Gateway hands them on. */

import type { ClientRequest, HeaderLines } from './client.ts';
import { findHeader } from './header-lines.ts';

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

type Values = Record<string, readonly string[]>;

/** What `Object.create(null)` is, but for V8's slow kind of object, which takes three times as long to fill and to print. */
class BareMap {
  [name: string]: never;
}
Object.setPrototypeOf(BareMap.prototype, null);
Reflect.deleteProperty(BareMap.prototype, 'constructor');

/** Names come from the client, so the maps inherit nothing that a name could reach. */
export const emptyMap = <T>(): Record<string, T> => new BareMap();

const EMPTY: Values = Object.freeze(emptyMap<string[]>());

export function hasMembers(map: object): boolean {
  for (const _name in map) return true;
  return false;
}

export function readQuery(query: string): Values {
  if (query === '') return EMPTY;
  const values = emptyMap<string[]>();
  for (const part of query.split(/[&;]/)) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals));
    append(values, name, equals === -1 ? '' : decode(part.slice(equals + 1)));
  }
  return values;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A malformed escape is no reason to refuse a request: what can't be decoded is taken as it stands.
    return spaced;
  }
}

function append(values: Record<string, string[]>, name: string, value: string): void {
  const existing = values[name];
  if (existing === undefined) values[name] = [value];
  else existing.push(value);
}

const OWN_HEADERS = new Set(['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto', 'x-amzn-trace-id']);

/** The client's headers without the hidden ones, and with those that API Gateway adds. */
export function readHeaders(request: ClientRequest, traceId: string): Values {
  const values = emptyMap<string[]>();
  for (const [name, value] of request.headers) {
    const lowerCase = name.toLowerCase();
    if (HIDDEN_FROM_REQUEST.has(lowerCase) || OWN_HEADERS.has(lowerCase)) continue;
    append(values, toSeenName(name, lowerCase), value);
  }
  for (const [name, value] of toForwardedHeaders(request, traceId)) values[name] = [value];
  return values;
}

/** What API Gateway itself says of a request on its way to a backend. */
export function toForwardedHeaders(request: ClientRequest, traceId: string): HeaderLines {
  const forwardedFor = findHeader(request.headers, 'x-forwarded-for');
  return [
    ['X-Amzn-Trace-Id', traceId],
    ['X-Forwarded-For', forwardedFor ? `${forwardedFor}, ${request.sourceIp}` : request.sourceIp],
    ['X-Forwarded-Port', portOf(request.headers)],
    ['X-Forwarded-Proto', 'http'],
  ];
}

/** These three are written one way whatever the client wrote. */
function toSeenName(name: string, lowerCase: string): string {
  if (lowerCase === 'authorization') return 'Authorization';
  if (lowerCase === 'user-agent') return 'User-Agent';
  return lowerCase === 'host' ? 'Host' : name;
}

function portOf(headers: HeaderLines): string {
  const host = findHeader(headers, 'host') ?? '';
  const colon = host.lastIndexOf(':');
  return colon === -1 || host.endsWith(']') ? '80' : host.slice(colon + 1);
}

/** The last value of each name, as single-valued maps show it. */
export function toSingleValues(values: Values): Record<string, string> {
  const single = emptyMap<string>();
  for (const name in values) {
    const all = values[name];
    if (all !== undefined) single[name] = all[all.length - 1] ?? '';
  }
  return single;
}
