/** One HTTP connection, as bare as can be: on so few cores whatever a client costs is taken from the server's share. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LoadOrder } from './load.ts';

export interface Connection {
  /** The status of the answer once all of it is here, or 0 when the connection broke. One request at a time. */
  send(): Promise<number>;
  close(): void;
}

/** For answers that say their Content-Length, as those of all servers in these benches do. */
export async function openConnection(order: LoadOrder): Promise<Connection> {
  const socket = connect(Number(new URL(order.origin).port), '127.0.0.1');
  await once(socket.setNoDelay(), 'connect');
  const request = toRequest(order);
  let settle: ((status: number) => void) | undefined;
  const onAnswer = (status: number): void => settle?.(status);
  readAnswers(socket, onAnswer);
  return {
    send: () =>
      new Promise((resolve) => {
        settle = resolve;
        if (socket.destroyed) resolve(0);
        else socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function toRequest({ origin, method, path, headers, body = '' }: LoadOrder): Buffer {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${path} HTTP/1.1`, `Host: ${new URL(origin).host}`, ...lines, ...length];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function readAnswers(socket: Socket, onAnswer: (status: number) => void): void {
  let [status, missing] = [0, 0];
  let head: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    if (missing > 0) missing -= chunk.length;
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      status = Number(text.slice(9, 12));
      missing = end + 4 + readLength(text) - head.length;
      head = Buffer.alloc(0);
    }
    if (missing <= 0) onAnswer(status);
  });
  for (const event of ['error', 'close']) socket.on(event, () => onAnswer(0));
}

function readLength(head: string): number {
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  if (length === undefined) throw new Error(`An answer does not say its length:\n${head}`);
  return Number(length);
}
