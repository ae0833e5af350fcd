/** Keeps one connection to the WebSocket API for as long as it is wanted, and makes a new one whenever it is lost. */
import { ApiError } from '../api-error.ts';
import type { TokenSource } from '../api-transport.ts';
import { Observable } from '../observable.ts';
import { type Action, Connection, type Socket, type Timing } from './connection.ts';
import type { Frame, FrameOf } from './frames.ts';
import { LiveError } from './live-error.ts';
import { toReconnectWait } from './reconnect-wait.ts';

/** `offline`: it was lost or refused, and there will be another attempt. */
export type LiveState = 'closed' | 'connecting' | 'live' | 'offline';

export interface LiveListener {
  /** There is a new connection, which knows nothing of the one before. */
  onLive(): void;
  onLost(): void;
  onFrame(frame: Frame): void;
}

export interface LiveOptions {
  readonly url: string;
  /** ID tokens. */
  readonly tokens: TokenSource;
  readonly openSocket?: (url: string, protocols: string[]) => Socket;
  readonly timing?: Timing & {
    /** A connection that lasted as long was a good one: the waits begin anew after it. */
    readonly stableMs: number;
  };
  readonly toWait?: (attempt: number, chance: number) => number;
}

const protocol = 'bookstore';
const usualTiming = { heartbeatMs: 120_000, answerMs: 10_000, stableMs: 10_000 };

export class LiveClient extends Observable {
  state: LiveState = 'closed';
  readonly #options: Required<LiveOptions>;
  readonly #listener: LiveListener;
  #connection: Connection | undefined;
  #stop: AbortController | undefined;
  #wake: () => void = () => {};
  /** In a row. A browser does not tell why an upgrade was refused: it may have been the token. */
  #refusals = 0;

  constructor(options: LiveOptions, listener: LiveListener) {
    super();
    const openSocket = (url: string, protocols: string[]): Socket => new WebSocket(url, protocols);
    this.#options = { openSocket, timing: usualTiming, toWait: toReconnectWait, ...options };
    this.#listener = listener;
  }

  start(): void {
    if (this.#stop !== undefined) return;
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#connection?.end();
    this.#refusals = 0;
    this.#become('closed');
  }

  /** Instead of waiting any longer. */
  tryNow(): void {
    this.#wake();
  }

  /** For a connection of which something is known that the browser has not noticed. */
  restart(): void {
    this.#connection?.end();
  }

  /** Whether there is still somebody at the other end. */
  check(): void {
    if (this.state === 'live') void this.#connection?.check();
  }

  /** Throws a LiveError. */
  async request<Type extends Frame['type']>(action: Action, type: Type): Promise<FrameOf<Type>> {
    if (this.#connection === undefined) throw new LiveError('not-sent', 'There is no connection.');
    return this.#connection.request(action, type);
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      this.#become('connecting');
      const wasStable = await this.#liveOnce(signal);
      if (signal.aborted) return;
      failures = wasStable ? 1 : failures + 1;
      this.#become('offline');
      await this.#pause(this.#options.toWait(failures, Math.random()), signal);
    }
  }

  /** From the attempt to the end of the connection. True when it was a good one. */
  async #liveOnce(signal: AbortSignal): Promise<boolean> {
    const token = await this.#findToken();
    if (token === undefined || signal.aborted) return false;
    const { openSocket, url, timing } = this.#options;
    const onFrame = (frame: Frame) => this.#listener.onFrame(frame);
    const connection = new Connection(openSocket(url, [protocol, token]), timing, onFrame);
    this.#connection = connection;
    const isOpen = await connection.opened;
    this.#refusals = isOpen ? 0 : this.#refusals + 1;
    if (!isOpen || signal.aborted) return false;
    const openedAt = performance.now();
    this.#become('live');
    this.#listener.onLive();
    await connection.ended;
    this.#listener.onLost();
    return performance.now() - openedAt >= timing.stableMs;
  }

  /** Undefined when there is none to be had just now. */
  async #findToken(): Promise<string | undefined> {
    const { tokens } = this.#options;
    try {
      // Once in a row: when the shop is down, no token helps.
      return await (this.#refusals === 1 ? tokens.renewToken() : tokens.getToken());
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      this.#wake = end;
    });
  }

  #become(state: LiveState): void {
    if (state === this.state) return;
    this.state = state;
    this.tellWatchers();
  }
}
