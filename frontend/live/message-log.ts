/** The messages of a room in their order, each once, and up to which one there is no gap. */
import type { FrameOf, Message } from './frames.ts';

type Page = Pick<FrameOf<'history'>, 'items' | 'hasMore'>;

/** Comes before every message. */
const beginning = '0'.repeat(26);

/** More are not kept: a page that stays open for days would grow without end. */
const mostKept = 500;
const slack = 100;

export class MessageLog {
  messages: readonly Message[] = [];
  /** True when the server has messages before the first. */
  hasOlder = false;
  #cursor: string | undefined;
  #isWhole = false;

  /** The id of the last message before which none is missing. Undefined when nothing was read yet. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** From the moment on when messages arrive by themselves and nothing is missing before them. */
  close(): void {
    this.#isWhole = true;
    this.#advance(this.messages.at(-1)?.messageId ?? beginning);
  }

  /** Something may be missing from now on. */
  open(): void {
    this.#isWhole = false;
  }

  /** One that came by itself. True when it is new. */
  add(message: Message): boolean {
    const isNew = this.#insert([message]).length > 0;
    if (this.#isWhole) this.#advance(message.messageId);
    this.#trim();
    return isNew;
  }

  /** The latest page of the history, for a start. */
  begin({ items, hasMore }: Page): void {
    this.messages = this.messages.filter(({ messageId }) => messageId >= (items[0]?.messageId ?? beginning));
    this.#insert(items);
    this.hasOlder = hasMore;
  }

  /** A page that follows the cursor. The messages of it that are new. */
  addNewer({ items }: Page): readonly Message[] {
    const added = this.#insert(items);
    this.#advance(items.at(-1)?.messageId ?? beginning);
    return added;
  }

  /** A page that comes before the first message. */
  addOlder({ items, hasMore }: Page): void {
    this.#insert(items);
    this.hasOlder = hasMore;
  }

  #insert(items: readonly Message[]): readonly Message[] {
    const known = new Set(this.messages.map(({ messageId }) => messageId));
    const added = items.filter(({ messageId }) => !known.has(messageId));
    if (added.length > 0) this.messages = [...this.messages, ...added].sort(byId);
    return added;
  }

  #advance(messageId: string): void {
    if (this.#cursor === undefined || messageId > this.#cursor) this.#cursor = messageId;
  }

  #trim(): void {
    if (this.messages.length <= mostKept + slack) return;
    this.messages = this.messages.slice(-mostKept);
    this.hasOlder = true;
  }
}

/** Character by character, as the server sorts them. */
function byId(a: Message, b: Message): number {
  if (a.messageId === b.messageId) return 0;
  return a.messageId < b.messageId ? -1 : 1;
}
