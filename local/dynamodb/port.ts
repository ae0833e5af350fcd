/** Makes sure that the engine will get its port, with a clear sentence when it won't. */

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SetupError } from './setup-error.ts';

/** Gives the port back, or a free one for 0. Throws PortTaken. */
export async function claimPort(port: number, host: string): Promise<number> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const message = `Port ${port} on ${host}, meant for DynamoDB, is taken by another program. Stop that one or choose another port.`;
    throw new SetupError('PortTaken', message);
  }
  const free = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return free;
}
