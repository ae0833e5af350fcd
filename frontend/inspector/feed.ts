/** Brings new entries into the list as they happen, at most once a frame. */

import type { InspectorClient } from './client.ts';
import { type Entry, parseEntries } from './entry.ts';
import type { EntryList } from './entry-list.ts';

export type FeedState = 'connecting' | 'live' | 'lost';

const MAX_PENDING = 1000;

export class Feed {
  readonly #client: InspectorClient;
  readonly #list: EntryList;
  readonly #onChange: () => void;
  #source: EventSource | undefined;
  #pending: Entry[] = [];
  #frame: number | undefined;
  state: FeedState = 'connecting';
  origins: ReadonlyMap<string, string> = new Map();

  constructor(client: InspectorClient, list: EntryList, onChange: () => void) {
    this.#client = client;
    this.#list = list;
    this.#onChange = onChange;
  }

  /** The browser tries again by itself when the connection is lost. */
  start(): void {
    const source = new EventSource(this.#client.eventsUrl);
    source.addEventListener('open', () => void this.#catchUp());
    source.addEventListener('error', () => this.#become('lost'));
    source.addEventListener('message', ({ data }) => this.#take(parseEntries(JSON.parse(String(data)))));
    this.#source = source;
  }

  stop(): void {
    this.#source?.close();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** Forgets what has arrived but is not in the list yet. */
  drop(): void {
    this.#pending = [];
  }

  /** What happened before the stream began, and while it was broken. */
  async #catchUp(): Promise<void> {
    try {
      const { entries, origins } = await this.#client.getOverview();
      this.origins = origins;
      this.#pending = [...[...entries].reverse(), ...this.#pending];
      this.#flush();
      this.#become('live');
    } catch {
      this.#become('lost');
    }
  }

  #take(entries: readonly Entry[]): void {
    this.#pending.push(...entries);
    // A page in the background draws no frames, but goes on receiving.
    if (this.#pending.length > MAX_PENDING) this.#pending.splice(0, this.#pending.length - MAX_PENDING);
    this.#frame ??= requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    this.#frame = undefined;
    this.#list.add(this.#pending.splice(0));
    this.#onChange();
  }

  #become(state: FeedState): void {
    this.state = state;
    this.#onChange();
  }
}
