/** Who may speak to the inspector: it shows what others sent, and it can send in their name. */

import type { IncomingMessage } from 'node:http';

export interface Callers {
  /** Origins whose pages may read: everybody else's browser is refused. */
  readonly allowedOrigins: readonly string[];
  /** Names under which this port is called, such as `localhost:8087`; others are refused, against DNS rebinding. */
  readonly allowedHosts: readonly string[];
}

/** Programs other than browsers state no origin. */
export function mayRead({ allowedOrigins, allowedHosts }: Callers, { headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return allowedHosts.includes(host ?? '') && (origin === undefined || allowedOrigins.includes(origin));
}

/**
 * Only pages, which state their origin, and only from this machine. A page of another site could post a form here, but
 * never as JSON without being asked first.
 */
export function mayReplay(callers: Callers, request: IncomingMessage): boolean {
  const { origin, 'content-type': contentType = '' } = request.headers;
  const isJson = /^application\/json\s*(?:;|$)/i.test(contentType);
  return mayRead(callers, request) && origin !== undefined && isJson && isLoopback(request.socket.remoteAddress);
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
