/** The hosts that a server can listen on: which address one has, who reaches it, how it is written in a URL. */

import { lookup } from 'node:dns/promises';
import { createServer, isIP } from 'node:net';
import { codeOf } from './error-code.ts';
import { listen } from './listen.ts';

export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code = 'UnknownHost';
}

/** IPv4 where a name has both kinds. Throws HostError for a name or address that this machine hasn't got. */
export async function findAddress(host: string): Promise<string> {
  const address = isIP(host) === 0 ? await resolveName(host) : host;
  const server = createServer();
  try {
    await listen(server, { port: 0, host: address, what: 'a try' });
  } catch (error) {
    throw new HostError(`Nothing can listen on ${host}, which is no address of this machine (${codeOf(error)}).`);
  }
  server.close();
  return address;
}

export const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

/** An IPv6 address stands in brackets there. */
export const toUrlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

async function resolveName(name: string): Promise<string> {
  const addresses = await lookup(name, { all: true }).catch(() => []);
  const { address } = addresses.find(({ family }) => family === 4) ?? addresses[0] ?? {};
  if (address === undefined) throw new HostError(`Nothing can listen on ${name}: that is no host name known here.`);
  return address;
}
