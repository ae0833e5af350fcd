import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connectRaw } from '../../../bench/faults/raw-client.ts';
import { answerBroken, endAfterRequest } from '../../../local/server/linger.ts';
import { listen } from '../../../local/server/listen.ts';

const MEGABYTE = 1024 * 1024;
let server: Server | undefined;

async function start(onRequest: RequestListener): Promise<number> {
  server = createServer(onRequest).on('clientError', answerBroken);
  return listen(server, { port: 0, host: '127.0.0.1', what: 'test' });
}
afterEach(() => server?.closeAllConnections());
afterEach(() => server?.close());

/** Listens only when all is sent, as simple clients do. Gives the status that came; 0 when the connection broke before. */
async function sendMuch(port: number, head: string, part: string, count: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    await pipeline(Readable.from([head, ...Array.from({ length: count }, () => part)]), socket, { end: false });
    const [answer] = await once(socket, 'data');
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(answer))?.[1]);
  } catch {
    return 0;
  } finally {
    socket.destroy();
  }
}

const clients = Array.from({ length: 8 }, (_, number) => number);

describe('a client that sends on while it is refused', () => {
  it('hears that its headers are too long', async () => {
    const port = await start((_request, response) => response.end());
    const statuses = clients.map(() => sendMuch(port, 'GET / HTTP/1.1\r\n', 'X-More: and more\r\n'.repeat(500), 1000));
    expect(await Promise.all(statuses)).toEqual(clients.map(() => 431));
  });

  it('hears that its body is too long', async () => {
    const port = await start((request, response) => {
      response.writeHead(413, { 'Content-Length': 2, Connection: 'close' });
      response.write('no');
      endAfterRequest(request, response);
    });
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${20 * MEGABYTE}\r\n\r\n`;
    const statuses = clients.map(() => sendMuch(port, head, 'x'.repeat(MEGABYTE), 20));
    expect(await Promise.all(statuses)).toEqual(clients.map(() => 413));
  });
});

describe('a client that says nothing more', () => {
  it.each([
    ['after a request that can not be read', 'hello\r\n\r\n', 400],
    ['in the middle of its body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n', 413],
  ])('%s is let go', async (_when, text, status) => {
    const port = await start((request, response) => {
      response.writeHead(413, { 'Content-Length': 0, Connection: 'close' });
      response.flushHeaders();
      endAfterRequest(request, response);
    });
    const client = await connectRaw(port);
    await client.write(text);
    expect(await client.status(5_000)).toBe(status);
    expect(await client.closed(5_000)).toBe(true);
  });
});
