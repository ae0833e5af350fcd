/** Makes sure that the engine, which opens its port itself, will get it. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { listen } from '../server/listen.ts';

/** Gives the port back, or a free one for 0. Throws PortTakenError naming who holds it. */
export async function claimPort(port: number, host: string): Promise<number> {
  const server = createServer();
  const free = await listen(server, { port, host, what: 'DynamoDB' });
  server.close();
  await once(server, 'close');
  return free;
}
