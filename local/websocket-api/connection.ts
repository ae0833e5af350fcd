/** One client's connection: what is known of it, what it may still be sent, and its one end. */

import { isUtf8 } from 'node:buffer';
import type { WebSocket } from 'ws';
import type { WebSocketLimits } from './limits.ts';

/** What is known of a client before it is connected, and ever after. */
export interface ClientFacts {
  /** Sixteen characters, the last one `=`. */
  readonly connectionId: string;
  readonly apiId: string;
  readonly stageName: string;
  /** Milliseconds since the epoch. */
  readonly connectedAtMs: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  /** The host by which the client called the API. */
  readonly domainName: string;
  /** What the authorizer of `$connect` said, for every later event. */
  readonly authorizer?: Readonly<Record<string, unknown>> | undefined;
}

export interface Disconnection {
  readonly code: number;
  readonly reason: string;
}

/** A code that no client can send: the connection broke. */
const ABNORMAL = 1006;
const GONE: Disconnection = { code: ABNORMAL, reason: '' };

export class Connection {
  readonly facts: ClientFacts;
  lastActiveAtMs: number;
  readonly #socket: WebSocket;
  readonly #limits: WebSocketLimits;
  readonly #onEnd: (connection: Connection, disconnection: Disconnection) => void;
  #isEnded = false;
  #underWay = 0;

  constructor(
    facts: ClientFacts,
    socket: WebSocket,
    limits: WebSocketLimits,
    onEnd: (connection: Connection, disconnection: Disconnection) => void,
  ) {
    this.facts = facts;
    this.lastActiveAtMs = facts.connectedAtMs;
    this.#socket = socket;
    this.#limits = limits;
    this.#onEnd = onEnd;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** False when the connection is at its end, or ends because the client reads too slowly. */
  send(text: string | Buffer, nowMs: number): boolean {
    if (this.#isEnded) return false;
    if (this.#socket.bufferedAmount + text.length > this.#limits.maxBufferedBytes) {
      this.drop();
      return false;
    }
    this.lastActiveAtMs = nowMs;
    const frame = typeof text === 'string' || isUtf8(text) ? text : text.toString('utf8');
    this.#socket.send(frame, { binary: false });
    return true;
  }

  /** Closes it from this side. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.end({ code, reason });
  }

  /** Breaks it off without a word. */
  drop(): void {
    this.#socket.terminate();
    this.end(GONE);
  }

  /** However it ends and however often that is noticed, it is told once. */
  end(disconnection: Disconnection): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    // A client that does not answer the close frame is not waited for.
    setTimeout(() => this.#socket.terminate(), this.#limits.closeMs).unref();
    this.#onEnd(this, disconnection);
  }

  /** Runs one message's work; reads no more from a client that has too much under way. */
  async work(task: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    if (this.#underWay >= this.#limits.maxMessagesUnderWay) this.#socket.pause();
    try {
      await task();
    } finally {
      this.#underWay -= 1;
      if (this.#socket.isPaused && this.#underWay <= this.#limits.maxMessagesUnderWay / 2) this.#socket.resume();
    }
  }
}
