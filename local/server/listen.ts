/** Opens ports, and says in one sentence who holds a port that is taken. */
import net from 'node:net';
import { findPortHolder } from './port-holder.ts';

export interface PortUse {
  /** 0 for any free port. */
  readonly port: number;
  /** What the port is for, such as `REST API`. */
  readonly what: string;
}

export interface ListenOptions extends PortUse {
  readonly host: string;
}

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly code = 'PortTaken';
}

/** Gives the port that is open. Throws a PortTakenError; any other refusal is the system's own error. */
export async function listen(server: net.Server, { port, host, what }: ListenOptions): Promise<number> {
  const error = await tryListen(server, port, host);
  if (error?.code === 'EADDRINUSE') throw await portTaken([{ port, what }]);
  if (error !== undefined) throw error;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Tries every port before anything is started. Throws one PortTakenError that names all the taken ones. */
export async function checkPorts(uses: readonly PortUse[], host: string): Promise<void> {
  const taken: PortUse[] = [];
  for (const use of uses) {
    if (use.port !== 0 && (await isPortTaken(use.port, host))) taken.push(use);
  }
  if (taken.length > 0) throw await portTaken(taken);
}

export async function isPortTaken(port: number, host: string): Promise<boolean> {
  const server = net.createServer();
  const error = await tryListen(server, port, host);
  if (error === undefined) await new Promise((resolve) => server.close(resolve));
  if (error !== undefined && error.code !== 'EADDRINUSE') throw error;
  return error !== undefined;
}

function tryListen(server: net.Server, port: number, host: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: NodeJS.ErrnoException): void => {
      server.off('error', settle);
      server.off('listening', onListening);
      resolve(error);
    };
    const onListening = (): void => settle();
    server.once('error', settle);
    server.once('listening', onListening);
    server.listen(port, host);
  });
}

async function portTaken(uses: readonly PortUse[]): Promise<PortTakenError> {
  const sentences = await Promise.all(
    uses.map(async ({ port, what }) => {
      const holder = await findPortHolder(port);
      const by = holder ? `${holder.name} (pid ${holder.pid})` : 'another process (which one, the system does not say)';
      return `Port ${port} (${what}) is taken by ${by}.`;
    }),
  );
  const it = uses.length === 1 ? 'it' : 'them';
  return new PortTakenError(`${sentences.join('\n')}\nStop ${it}, or choose other ports: npm start -- --port 9080`);
}
