/** Connections on which anything may be sent, or nothing: what no HTTP client would let one do. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawClient {
  /** Resolves when the system has taken it; false when the connection is gone. */
  write(bytes: string | Buffer): Promise<boolean>;
  /** The status that came first, once one is there; 0 when the connection ends without one, or time is over. */
  status(withinMs: number): Promise<number>;
  /** Whether the other side ends the connection in that time. */
  closed(withinMs: number): Promise<boolean>;
  close(): void;
}

export async function connectRaw(port: number, { reads = true } = {}): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  // A server may break the connection off at any time; what it said before is what counts.
  socket.on('error', () => {});
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  const received = reads ? collect(socket) : () => '';
  const find = () => Number(/^HTTP\/1\.1 (\d{3})/.exec(received())?.[1] ?? 0);
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve(false);
        const onClose = (): void => resolve(false);
        socket.once('close', onClose);
        socket.write(bytes, (error) => {
          socket.off('close', onClose);
          resolve(!error);
        });
      }),
    status: (withinMs) => waitForStatus(socket, find, withinMs),
    closed: (withinMs) => waitForClose(socket, withinMs),
    close: () => socket.destroy(),
  };
}

/** The first bytes alone: a status line is all that is looked for. */
function collect(socket: Socket): () => string {
  let text = '';
  socket.on('data', (chunk) => {
    if (text.length < 20) text += chunk.toString('latin1').slice(0, 20);
  });
  return () => text;
}

function waitForStatus(socket: Socket, find: () => number, withinMs: number): Promise<number> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('close', settle).off('data', look);
      resolve(find());
    };
    const look = (): void => {
      if (find() > 0) settle();
    };
    const timer = setTimeout(settle, withinMs);
    socket.on('close', settle).on('data', look);
    if (find() > 0 || socket.destroyed) settle();
  });
}

function waitForClose(socket: Socket, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve(true);
    const timer = setTimeout(() => resolve(false), withinMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
