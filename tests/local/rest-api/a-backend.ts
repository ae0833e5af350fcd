/** A small HTTP server that plays a backend and remembers what it was sent. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { listen } from '../../../local/server/listen.ts';

export interface Received {
  readonly method: string;
  readonly target: string;
  /** Names in the sender's casing, with all their values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

export interface TestBackend {
  readonly url: string;
  readonly received: Received[];
  readonly close: () => Promise<void>;
}

/** Without `answer`, every request is answered 200 with an empty JSON object. */
export async function aBackend(
  answer: (received: Received, response: ServerResponse) => void = (_received, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  },
): Promise<TestBackend> {
  const received: Received[] = [];
  const server = createServer(async (message, response) => {
    const request = await toReceived(message);
    received.push(request);
    answer(request, response);
  });
  const port = await listen(server, { port: 0, host: '127.0.0.1', what: 'backend' });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, received, close };
}

async function toReceived(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const headers: Record<string, string[]> = {};
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    headers[name] = [...(headers[name] ?? []), message.rawHeaders[index + 1] ?? ''];
  }
  return { method: message.method ?? '', target: message.url ?? '', headers, body: Buffer.concat(chunks) };
}

/** Plays a backend that speaks no proper HTTP: each connection is handed over as it is. */
export async function aTcpBackend(onConnection: (socket: Socket) => void): Promise<Omit<TestBackend, 'received'>> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  const port = await listen(server, { port: 0, host: '127.0.0.1', what: 'backend' });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
