/** A program with many clients of the chat in it: they join one room, send messages in turns, and count what arrives. */

import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { serveParent } from '../program.ts';
import { percentile } from '../statistics.ts';

export interface ConnectOrder {
  /** The output `WebSocketUrl`. */
  readonly url: string;
  readonly room: string;
  /** One ID token for each user; the connections are dealt out among them. */
  readonly tokens: readonly string[];
  readonly connections: number;
}

export interface SendOrder {
  readonly messages: number;
  readonly everyMs: number;
}

/** Of the connections of this program. The sender's answer counts as its copy. */
export interface Deliveries {
  readonly sent: number;
  readonly expected: number;
  readonly missing: number;
  readonly doubled: number;
  /** From sending to each receipt. */
  readonly p50InMs: number;
  readonly p99InMs: number;
  readonly worstInMs: number;
  /** Connections that have ended meanwhile. */
  readonly ended: number;
  /** What came back and is no frame of a chat that works, as text. */
  readonly complaints: readonly string[];
}

interface Client {
  readonly socket: WebSocket;
  /** How often each message has come, by its number. */
  readonly copies: Uint8Array;
}

const AT_ONCE = 32;
const MOST_MESSAGES = 4_096;
/** What has not come by then will not come. */
const PATIENCE_MS = 15_000;
/** What comes a second time may come late. */
const SETTLE_MS = 1_000;

const clients: Client[] = [];
const sentAt: number[] = [];
let room = '';
let latencies: number[] = [];
let complaints: string[] = [];

/** Gives how many are in the room. */
async function connect(order: ConnectOrder): Promise<number> {
  if (!['localhost', '127.0.0.1'].includes(new URL(order.url).hostname)) throw new Error(`${order.url} is elsewhere`);
  room = order.room;
  let next = 0;
  const connectSome = async (): Promise<void> => {
    while (next < order.connections) {
      const token = order.tokens[next++ % order.tokens.length] ?? '';
      clients.push(await enter(order.url, token));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, connectSome));
  return clients.length;
}

function enter(url: string, token: string): Promise<Client> {
  const socket = new WebSocket(url, ['bookstore', token]);
  const client = { socket, copies: new Uint8Array(MOST_MESSAGES) };
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ action: 'join', room })));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.type === 'joined') resolve(client);
      else if (frame.type === 'message') receive(client, Number(frame.text));
      else if (frame.type !== 'presence') complaints.push(String(data));
    });
  });
}

function receive({ copies }: Client, message: number): void {
  copies[message] = (copies[message] ?? 0) + 1;
  latencies.push(performance.now() - (sentAt[message] ?? Number.NaN));
}

/** The clients send in turns: the shop takes no more than five messages a second of each user. */
async function send({ messages, everyMs }: SendOrder): Promise<Deliveries> {
  const first = sentAt.length;
  [latencies, complaints] = [[], []];
  const startedAt = performance.now();
  for (let index = 0; index < messages; index++) {
    await wait(Math.max(0, startedAt + index * everyMs - performance.now()));
    const text = String(first + index);
    sentAt.push(performance.now());
    clients[index % clients.length]?.socket.send(JSON.stringify({ action: 'send', room, text, requestId: text }));
  }
  const expected = messages * clients.length;
  const until = performance.now() + PATIENCE_MS;
  while (latencies.length < expected && performance.now() < until) await wait(50);
  await wait(SETTLE_MS);
  return toDeliveries(first, messages);
}

function toDeliveries(first: number, messages: number): Deliveries {
  const copies = clients.flatMap((client) => [...client.copies.subarray(first, first + messages)]);
  return {
    sent: messages,
    expected: copies.length,
    missing: copies.filter((count) => count === 0).length,
    doubled: copies.filter((count) => count > 1).length,
    p50InMs: latencies.length === 0 ? Number.NaN : percentile(latencies, 0.5),
    p99InMs: latencies.length === 0 ? Number.NaN : percentile(latencies, 0.99),
    worstInMs: latencies.reduce((worst, latency) => Math.max(worst, latency), 0),
    ended: clients.filter(({ socket }) => socket.readyState !== WebSocket.OPEN).length,
    complaints,
  };
}

serveParent((order) => {
  const given = order as ConnectOrder | SendOrder;
  return 'url' in given ? connect(given) : send(given);
});
