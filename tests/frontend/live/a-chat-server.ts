/** A chat server on a port of its own, which speaks docs/chat-protocol.md and can be made to fail. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Message } from '../../../frontend/live/frames.ts';
import { createUlid, isUlid, readUlidTime, toUlidBefore } from '../../../functions/shared/ulid.ts';

// biome-ignore lint/suspicious/noExplicitAny: a request is whatever JSON the client sends; the tests say what they expect of it
type Request = any;

const pageSize = 25;
const overlapMs = 10_000;
export const you = { name: 'Robin', id: 'public-robin' };
const others = { name: 'Ann', id: 'public-ann' };

export class ChatServer {
  url = '';
  /** The subprotocols and the address of each attempt to connect. */
  readonly attempts: { readonly protocols: readonly string[]; readonly address: string }[] = [];
  readonly requests: Request[] = [];
  /** Turns every attempt down. */
  isRefusing = false;
  /** Takes everything and says nothing, as a dead network does. */
  isDeaf = false;
  /** Leaves attempts to connect without an answer. */
  isHanging = false;
  /** What is done instead for an action. Undefined for no answer. */
  readonly answers = new Map<string, (request: Request, socket: WebSocket) => object | undefined>();
  readonly #stored: Message[] = [];
  #lastMs = 0;
  readonly #members = new Map<WebSocket, Set<string>>();
  readonly #http = createServer();
  readonly #open = new Set<Duplex>();
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'bookstore' });

  async start(): Promise<this> {
    this.#http.on('upgrade', (request, socket, head) => {
      this.attempts.push({ protocols: toProtocols(request), address: request.url ?? '' });
      socket.on('error', () => {});
      this.#open.add(socket);
      if (this.isHanging) return;
      if (this.isRefusing)
        return socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#welcome(webSocket));
    });
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.url = `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/dev`;
    return this;
  }

  get connections(): number {
    return this.#members.size;
  }

  /** Somebody else says it; who is in the room hears of it. */
  say(text: string, room = 'lobby'): Message {
    const message = this.store(text, { room });
    this.send({ type: 'message', ...message }, room);
    return message;
  }

  /** Nobody hears of it. No two in the same millisecond, unless told so. */
  store(text: string, { room = 'lobby', atMs = this.#nextMs(), sender = others } = {}): Message {
    const message = { room, messageId: createUlid(atMs), sender, text, sentAt: new Date(atMs).toISOString() };
    this.#stored.push(message);
    this.#stored.sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
    return message;
  }

  send(frame: object, room?: string): void {
    for (const [socket, rooms] of this.#members)
      if (room === undefined || rooms.has(room)) socket.send(JSON.stringify(frame));
  }

  /** All connections end without a word. */
  cut(): void {
    for (const socket of this.#members.keys()) socket.terminate();
  }

  requestsOf(action: string): Request[] {
    return this.requests.filter((request) => request.action === action);
  }

  async stop(): Promise<void> {
    this.cut();
    this.#sockets.close();
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #nextMs(): number {
    this.#lastMs = Math.max(Date.now(), this.#lastMs + 1);
    return this.#lastMs;
  }

  #welcome(socket: WebSocket): void {
    this.#members.set(socket, new Set());
    socket.on('close', () => this.#members.delete(socket));
    socket.on('message', (data) => {
      const request: Request = JSON.parse(data.toString());
      this.requests.push(request);
      if (this.isDeaf) return;
      const own = this.answers.get(request.action);
      const answer = own ? own(request, socket) : this.answer(request, socket);
      if (answer) socket.send(JSON.stringify({ ...answer, requestId: request.requestId }));
    });
  }

  /** As the protocol says. */
  answer(request: Request, socket: WebSocket): object {
    const { action, room, text } = request;
    if (action === 'ping') return { type: 'pong' };
    const rooms = this.#members.get(socket);
    if (action === 'join') {
      rooms?.add(room);
      return { type: 'joined', room, you };
    }
    if (action === 'leave') {
      rooms?.delete(room);
      return { type: 'left', room };
    }
    if (!rooms?.has(room)) return { type: 'error', code: 'NotJoined', message: 'Join first.' };
    if (action === 'history') return this.#readHistory(request);
    return { type: 'message', ...this.store(text, { room, sender: you }) };
  }

  #readHistory({ room, since, after, before }: Request): object {
    const isWrong = [since, after, before].some((cursor) => cursor !== undefined && !isUlid(cursor));
    if (isWrong) return { type: 'error', code: 'InvalidCursor', message: 'No cursor.' };
    const all = this.#stored.filter((message) => message.room === room);
    const from = since === undefined ? after : toUlidBefore(readUlidTime(since) - overlapMs);
    const matching = all.filter(({ messageId }) => (from === undefined || messageId > from) && !(messageId >= before));
    const items = from === undefined ? matching.slice(-pageSize) : matching.slice(0, pageSize);
    return { type: 'history', room, items, hasMore: matching.length > pageSize };
  }
}

function toProtocols({ headers }: IncomingMessage): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((it) => it.trim());
}
