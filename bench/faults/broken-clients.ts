/** Clients that are slow, broken or rude, and what each port has to make of them. */

import { setTimeout as wait } from 'node:timers/promises';
import { ask } from './ask.ts';
import { connectRaw, type RawClient } from './raw-client.ts';

/** The ports that a browser speaks to. */
export const doors = ['REST API', 'HTTP API', 'WebSocket API', 'storefront'] as const;

export type Door = (typeof doors)[number];

export interface Sizes {
  /** Of clients that do the same at the same time, at each port. */
  readonly clients: number;
  /** Of connections on which half a request comes, at all ports together. */
  readonly halfOpen: number;
  /** How long slow clients go on. */
  readonly slowMs: number;
}

export interface BrokenClient {
  readonly what: string;
  /** What a port may answer; `0` is none at all. Others than these are problems. */
  readonly expected: Readonly<Record<Door, readonly number[]>>;
  /** The statuses that clients of this port got. */
  act(port: number, sizes: Sizes): Promise<readonly number[]>;
}

const LONGEST_ANSWER_MS = 10_000;
const MEGABYTE = 1024 * 1024;
const MAX_BODY_BYTES = 10 * MEGABYTE;

const everywhere = (...statuses: number[]) =>
  Object.fromEntries(doors.map((door) => [door, statuses])) as unknown as BrokenClient['expected'];

const head = (line: string, ...lines: string[]): string =>
  `${[`${line} HTTP/1.1`, 'Host: localhost', ...lines].join('\r\n')}\r\n\r\n`;

/** What all of them send at once, each on a connection of its own. */
async function sendAll(port: number, count: number, send: (client: RawClient) => Promise<unknown>) {
  const one = async (): Promise<number> => {
    const client = await connectRaw(port);
    const sending = send(client);
    const status = await client.status(LONGEST_ANSWER_MS);
    client.close();
    await sending;
    return status;
  };
  return Promise.all(Array.from({ length: count }, one));
}

const sendText = (what: string, text: string, expected: BrokenClient['expected']): BrokenClient => ({
  what,
  expected,
  act: (port, { clients }) => sendAll(port, clients, (client) => client.write(text)),
});

/** Until all is sent, or nobody takes more. */
async function upload(client: RawClient, start: string, chunk: Buffer | string, count: number): Promise<void> {
  let isTaken = await client.write(start);
  for (let sent = 0; sent < count && isTaken; sent++) isTaken = await client.write(chunk);
}

/** Begins a request, does as it is told until the end, and is gone. */
async function holdOpen(
  port: number,
  count: number,
  start: string,
  during: (clients: readonly RawClient[]) => Promise<unknown>,
) {
  const clients = await Promise.all(Array.from({ length: count }, () => connectRaw(port)));
  await Promise.all(clients.map((client) => client.write(start)));
  await during(clients);
  const statuses = await Promise.all(clients.map((client) => client.status(0)));
  for (const client of clients) client.close();
  return statuses;
}

const slowly = async (clients: readonly RawClient[], slowMs: number): Promise<void> => {
  const until = performance.now() + slowMs;
  while (performance.now() < until) {
    await Promise.all(clients.map((client) => client.write('X')));
    await wait(100);
  }
};

/** Of a storefront; undefined for an API. */
async function findLargeFile(port: number): Promise<string | undefined> {
  const page = await ask(`http://127.0.0.1:${port}/`);
  return /src="(\/assets\/main-[^"]+)"/.exec(page.text)?.[1];
}

const CHUNK = Buffer.concat([
  Buffer.from(`${MEGABYTE.toString(16)}\r\n`),
  Buffer.alloc(MEGABYTE, 'x'),
  Buffer.from('\r\n'),
]);
const bodies = (status: number): BrokenClient['expected'] => ({ ...everywhere(status), storefront: [405] });

export const brokenClients: readonly BrokenClient[] = [
  {
    what: 'headers that come letter by letter',
    expected: everywhere(0),
    act: (port, { clients, slowMs }) =>
      holdOpen(port, clients, 'GET / HTTP/1.1\r\nX-Slow: ', (all) => slowly(all, slowMs)),
  },
  {
    what: 'a body that comes letter by letter',
    expected: { ...everywhere(0), storefront: [405] },
    act: (port, { clients, slowMs }) =>
      holdOpen(port, clients, head('POST /dev/orders', 'Content-Length: 5000'), (all) => slowly(all, slowMs)),
  },
  sendText('headers of 12 KB', head('GET /dev/health', `X-Long: ${'a'.repeat(12_000)}`), {
    ...everywhere(431),
    // CloudFront takes up to 20 KB. Source: "Quotas", Amazon CloudFront Developer Guide.
    storefront: [200],
  }),
  sendText('headers of 100 KB', head('GET /dev/health', `X-Long: ${'a'.repeat(100_000)}`), everywhere(431)),
  {
    what: 'headers that never end',
    expected: everywhere(431),
    act: (port, { clients }) =>
      sendAll(port, clients, (client) =>
        upload(client, 'GET / HTTP/1.1\r\n', 'X-More: and more\r\n'.repeat(500), 1000),
      ),
  },
  sendText('a target of 12 KB', head(`GET /dev/${'a'.repeat(12_000)}`), { ...everywhere(414), storefront: [200] }),
  {
    what: 'a body above 10 MB that says so',
    expected: bodies(413),
    act: (port, { clients }) => {
      const start = head('POST /dev/orders', `Content-Length: ${MAX_BODY_BYTES + MEGABYTE}`);
      return sendAll(port, clients, (client) => upload(client, start, Buffer.alloc(MEGABYTE, 'x'), 11));
    },
  },
  {
    what: 'a body above 10 MB in chunks',
    expected: bodies(413),
    act: (port, { clients }) =>
      sendAll(port, clients, (client) =>
        upload(client, head('POST /dev/orders', 'Transfer-Encoding: chunked'), CHUNK, 12),
      ),
  },
  {
    what: 'a body of 10 MB',
    // Nobody may send orders without a token, and the HTTP and WebSocket APIs have no such route.
    expected: { 'REST API': [401], 'HTTP API': [404], 'WebSocket API': [403, 404], storefront: [405] },
    act: (port, { clients }) => {
      const start = head('POST /dev/orders', `Content-Length: ${MAX_BODY_BYTES}`, 'Content-Type: application/json');
      return sendAll(port, clients, (client) => upload(client, start, Buffer.alloc(MEGABYTE, 'x'), 10));
    },
  },
  sendText('no HTTP at all', '\u0016\u0003\u0001 hello?\r\n\r\n', everywhere(400)),
  sendText(
    'HTTP that contradicts itself',
    head('POST /dev/orders', 'Content-Length: 1', 'Content-Length: 2'),
    everywhere(400),
  ),
  {
    what: 'half a request, on many connections',
    expected: everywhere(0),
    act: (port, { halfOpen, slowMs }) =>
      holdOpen(port, Math.ceil(halfOpen / doors.length), 'GET /dev/he', () => wait(slowMs)),
  },
  {
    what: 'nobody who reads the answers',
    expected: everywhere(),
    act: async (port, { clients, slowMs }) => {
      const file = await findLargeFile(port);
      const readers = await Promise.all(Array.from({ length: clients }, () => connectRaw(port, { reads: false })));
      // More than the system would keep for them.
      const requests =
        file === undefined ? head('GET /dev/books?limit=100').repeat(10) : head(`GET ${file}`).repeat(200);
      for (const reader of readers) void reader.write(requests);
      await wait(slowMs);
      for (const reader of readers) reader.close();
      return [];
    },
  },
  {
    what: 'uploads that break off',
    expected: { ...everywhere(0), storefront: [0, 405] },
    act: (port, { clients }) =>
      holdOpen(port, clients * 4, head('POST /dev/orders', `Content-Length: ${5 * MEGABYTE}`), (all) =>
        Promise.all(all.map((client) => client.write(Buffer.alloc(200_000, 'x')))),
      ),
  },
];
