/** A room of the chat as the page shows it: messages each once and without gaps, who is there, and what is on its way. */
import { Observable } from '../observable.ts';
import type { Action } from './connection.ts';
import type { Frame, FrameOf, Message, Sender } from './frames.ts';
import { LiveError } from './live-error.ts';
import { MessageLog } from './message-log.ts';
import { Outbox, type Outgoing } from './outbox.ts';

/** The way to the server. */
export interface Line {
  /** Throws a LiveError. */
  request<Type extends Frame['type']>(action: Action, type: Type): Promise<FrameOf<Type>>;
  restart(): void;
  /** How long to wait after so many attempts. */
  toWait(attempt: number): number;
}

/** After so many pages the rest would not be kept anyway. */
const mostPages = 20;
const passing: readonly string[] = ['Busy', 'InternalError', 'Gateway', 'no-answer'];
const forgotten: readonly string[] = ['ConnectionGone', 'NotJoined'];

export class Room extends Observable {
  readonly name: string;
  /** How many people are there. Undefined until the server says it. */
  people: number | undefined;
  /** How the others see the reader. */
  you: Sender | undefined;
  /** Why there is no way in. */
  error: LiveError | undefined;
  /** True until everything is here that was said so far. */
  isCatchingUp = true;
  isLoadingOlder = false;
  /** How many messages came to light when the connection came back. */
  missed = 0;
  readonly #line: Line;
  readonly #log = new MessageLog();
  readonly #outbox = new Outbox();
  #sending = Promise.resolve();
  /** Each connection has its turn. What belongs to an earlier one doesn't count any more. */
  #turn = 0;

  constructor(name: string, line: Line) {
    super();
    this.name = name;
    this.#line = line;
  }

  get messages(): readonly Message[] {
    return this.#log.messages;
  }

  get hasOlder(): boolean {
    return this.#log.hasOlder;
  }

  get outgoing(): readonly Outgoing[] {
    return this.#outbox.items;
  }

  /** For each new connection: joins, then reads what was said meanwhile. Tries again what may pass. */
  async enter(): Promise<void> {
    this.lose();
    const turn = this.#turn;
    for (let attempt = 1; turn === this.#turn; attempt += 1) {
      const error = await this.#tryToEnter(turn);
      if (error === undefined || turn !== this.#turn) return;
      if (!passing.includes(error.code)) return this.#giveUp(error);
      await new Promise((resolve) => setTimeout(resolve, this.#line.toWait(attempt)));
    }
  }

  /** The connection is lost, or the reader has left. */
  lose(): void {
    this.#turn += 1;
    this.#log.open();
    this.people = undefined;
    this.error = undefined;
    this.isCatchingUp = true;
    this.tellWatchers();
  }

  hear(frame: Frame): void {
    if (frame.type === 'presence') this.people = frame.count;
    if (frame.type === 'message' && this.#log.add(frame)) this.#outbox.settle([frame], this.you);
    this.tellWatchers();
  }

  /** One after the other, so that they arrive in this order. */
  send(text: string): void {
    const item = this.#outbox.add(text);
    this.tellWatchers();
    this.#sending = this.#sending.then(() => this.#deliver(item));
  }

  sendAgain({ key, text }: Outgoing): void {
    this.#outbox.remove(key);
    this.send(text);
  }

  discard({ key }: Outgoing): void {
    this.#outbox.remove(key);
    this.tellWatchers();
  }

  /** Throws a LiveError. */
  async loadOlder(): Promise<void> {
    const before = this.messages[0]?.messageId;
    if (this.isLoadingOlder || before === undefined) return;
    this.isLoadingOlder = true;
    this.tellWatchers();
    try {
      const page = await this.#read({ before });
      if (before === this.messages[0]?.messageId) this.#log.addOlder(page);
    } finally {
      this.isLoadingOlder = false;
      this.tellWatchers();
    }
  }

  async #tryToEnter(turn: number): Promise<LiveError | undefined> {
    try {
      const { you } = await this.#line.request({ action: 'join', room: this.name }, 'joined');
      this.you = you;
      this.tellWatchers();
      await this.#catchUp(turn);
      return undefined;
    } catch (error) {
      if (error instanceof LiveError) return error;
      throw error;
    }
  }

  #giveUp(error: LiveError): void {
    if (forgotten.includes(error.code)) this.#line.restart();
    // Lost: the next connection is on its way already.
    else if (error.code !== 'lost' && error.code !== 'not-sent') this.error = error;
    this.tellWatchers();
  }

  async #catchUp(turn: number): Promise<void> {
    const { cursor } = this.#log;
    const added = cursor === undefined ? await this.#readLatest(turn) : await this.#readSince(cursor, turn);
    if (turn !== this.#turn) return;
    this.missed = cursor === undefined ? 0 : added.filter(({ messageId }) => messageId > cursor).length;
    this.#outbox.settle(added, this.you);
    this.#outbox.settleRest();
    this.#log.close();
    this.isCatchingUp = false;
    this.tellWatchers();
  }

  async #readLatest(turn: number): Promise<readonly Message[]> {
    const page = await this.#read({});
    if (turn === this.#turn) this.#log.begin(page);
    return page.items;
  }

  /** What is known already is dropped: the server goes back ten seconds before the cursor. */
  async #readSince(since: string, turn: number): Promise<readonly Message[]> {
    const added: Message[] = [];
    let page = await this.#read({ since });
    for (let pages = 1; turn === this.#turn; pages += 1) {
      added.push(...this.#log.addNewer(page));
      const after = page.items.at(-1)?.messageId;
      if (!page.hasMore || after === undefined) break;
      if (pages === mostPages) return [...added, ...(await this.#readLatest(turn))];
      page = await this.#read({ after });
    }
    return added;
  }

  #read(cursor: Readonly<Record<string, string>>): Promise<FrameOf<'history'>> {
    return this.#line.request({ action: 'history', room: this.name, ...cursor }, 'history');
  }

  async #deliver({ key, text }: Outgoing): Promise<void> {
    try {
      await this.#line.request({ action: 'send', room: this.name, text }, 'message');
      this.#outbox.remove(key);
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      this.#outbox.fail(key, error);
      if (forgotten.includes(error.code)) this.#line.restart();
      else if (error.code === 'no-answer') void this.enter();
    }
    this.tellWatchers();
  }
}
