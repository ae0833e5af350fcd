/** One WebSocket, from its opening to its end: answers find their requests, and a silent end is noticed. */
import { type Frame, type FrameOf, gatewayCode, parseFrame } from './frames.ts';
import { LiveError, toLiveError } from './live-error.ts';

/** What this page needs of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: string, listen: (event: { readonly data?: unknown }) => void): void;
}

export interface Timing {
  /** API Gateway ends a connection after ten minutes of silence. */
  readonly heartbeatMs: number;
  /** How long an answer, or the opening, may take. */
  readonly answerMs: number;
}

export interface Action {
  readonly action: 'join' | 'leave' | 'send' | 'history' | 'ping';
  readonly [member: string]: string;
}

type Settle = (outcome: Frame | LiveError) => void;

export class Connection {
  /** True when it is open; false when it came to an end before. */
  readonly opened: Promise<boolean>;
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #timing: Timing;
  readonly #onFrame: (frame: Frame) => void;
  readonly #waiting = new Map<string, Settle>();
  #state: 'opening' | 'open' | 'ended' = 'opening';
  #requests = 0;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #tellOpened: (isOpen: boolean) => void = () => {};
  #tellEnded: () => void = () => {};

  /** `onFrame` hears of every frame, of those that are answers too. */
  constructor(socket: Socket, timing: Timing, onFrame: (frame: Frame) => void) {
    this.#socket = socket;
    this.#timing = timing;
    this.#onFrame = onFrame;
    this.opened = new Promise((resolve) => {
      this.#tellOpened = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.#tellEnded = resolve;
    });
    const patience = setTimeout(() => this.end(), timing.answerMs);
    void this.opened.then(() => clearTimeout(patience));
    socket.addEventListener('open', () => this.#open());
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', () => this.end());
    // Each is followed by a close, which is what counts.
    socket.addEventListener('error', () => {});
  }

  /** Throws a LiveError: the server's refusal, or `not-sent`, `lost`, `no-answer`. */
  async request<Type extends Frame['type']>(action: Action, type: Type): Promise<FrameOf<Type>> {
    if (this.#state !== 'open') throw new LiveError('not-sent', 'There is no connection.');
    const frame = await this.#ask(action);
    if (isOfType(frame, type)) return frame;
    if (frame.type === 'error') throw toLiveError(frame.code, frame.message);
    throw new LiveError('unexpected', `${action.action} was answered with ${frame.type}.`);
  }

  /** Asks whether there is still somebody, and ends the connection when there is not. */
  async check(): Promise<void> {
    await this.request({ action: 'ping' }, 'pong').catch(({ code }: LiveError) => {
      if (code === 'no-answer') this.end();
    });
  }

  /** At once: a closing handshake over a dead network would take minutes. */
  end(): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    clearInterval(this.#heartbeat);
    this.#tellOpened(false);
    this.#socket.close();
    for (const settle of [...this.#waiting.values()]) settle(new LiveError('lost', 'The connection has ended.'));
    this.#tellEnded();
  }

  #open(): void {
    if (this.#state !== 'opening') return;
    this.#state = 'open';
    this.#heartbeat = setInterval(() => void this.check(), this.#timing.heartbeatMs);
    this.#tellOpened(true);
  }

  #ask(action: Action): Promise<Frame> {
    this.#requests += 1;
    const requestId = String(this.#requests);
    return new Promise((resolve, reject) => {
      const settle: Settle = (outcome) => {
        clearTimeout(timer);
        this.#waiting.delete(requestId);
        if (outcome instanceof LiveError) reject(outcome);
        else resolve(outcome);
      };
      const timer = setTimeout(() => this.#giveUp(action, settle), this.#timing.answerMs);
      this.#waiting.set(requestId, settle);
      this.#socket.send(JSON.stringify({ ...action, requestId }));
    });
  }

  #giveUp({ action }: Action, settle: Settle): void {
    settle(new LiveError('no-answer', `${action} was not answered.`));
    if (action !== 'ping') void this.check();
  }

  #receive(data: unknown): void {
    const received = this.#state === 'open' ? parseFrame(data) : undefined;
    if (received === undefined) return;
    const { frame, requestId } = received;
    this.#onFrame(frame);
    this.#findSettle(frame, requestId)?.(frame);
  }

  /** API Gateway does not say which request it could not bring to an end, but often there is only one. */
  #findSettle(frame: Frame, requestId: string | undefined): Settle | undefined {
    if (requestId !== undefined) return this.#waiting.get(requestId);
    const isGateways = frame.type === 'error' && frame.code === gatewayCode;
    return isGateways && this.#waiting.size === 1 ? [...this.#waiting.values()][0] : undefined;
  }
}

function isOfType<Type extends Frame['type']>(frame: Frame, type: Type): frame is FrameOf<Type> {
  return frame.type === type;
}
