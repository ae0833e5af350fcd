/** What the reader wrote and the server has not confirmed yet. */
import type { Message, Sender } from './frames.ts';
import { LiveError } from './live-error.ts';

/** `checking`: the connection was lost on the way, and only the history will tell. */
export interface Outgoing {
  readonly key: number;
  readonly text: string;
  readonly state: 'sending' | 'checking' | 'failed';
  readonly error?: LiveError;
}

export class Outbox {
  items: readonly Outgoing[] = [];
  #keys = 0;

  add(text: string): Outgoing {
    this.#keys += 1;
    const item: Outgoing = { key: this.#keys, text, state: 'sending' };
    this.items = [...this.items, item];
    return item;
  }

  remove(key: number): void {
    this.items = this.items.filter((item) => item.key !== key);
  }

  fail(key: number, error: LiveError): void {
    const isOpen = error.code === 'lost' || error.code === 'no-answer';
    this.#replace(key, isOpen ? { state: 'checking' } : { state: 'failed', error });
  }

  /** Some were in doubt: whoever finds an own message in the history with such a text takes it for one of them. */
  settle(arrived: readonly Message[], you: Sender | undefined): void {
    for (const { sender, text } of arrived) {
      if (sender.id !== you?.id) continue;
      const item = this.items.find((it) => it.text === text && isInDoubt(it));
      if (item) this.remove(item.key);
    }
  }

  /** The history is complete, so that what is still in doubt did not arrive. */
  settleRest(): void {
    for (const { key, state } of this.items) {
      if (state === 'checking') this.fail(key, new LiveError('not-arrived', 'It is not in the history.'));
    }
  }

  #replace(key: number, change: Pick<Outgoing, 'state' | 'error'>): void {
    this.items = this.items.map((item) => (item.key === key ? { ...item, ...change } : item));
  }
}

/** A server that is slow may store a message after the history was read. */
function isInDoubt({ state, error }: Outgoing): boolean {
  return state === 'checking' || error?.code === 'not-arrived';
}
