/** The shop's live part: one connection for all rooms and all news of orders, open while somebody needs it. */
import type { Reader } from '../account/tokens.ts';
import { Observable } from '../observable.ts';
import type { Frame, OrderNews } from './frames.ts';
import { LiveClient, type LiveOptions, type LiveState } from './live-client.ts';
import { toReconnectWait } from './reconnect-wait.ts';
import { type Line, Room } from './room.ts';

/** Somebody who wants to know how the reader's orders get on. */
export interface OrderFollower {
  onOrder(news: OrderNews): void;
  /** There is a new connection: what happened before it has to be asked for. */
  onLive(): void;
}

/** Who is signed in: an account/session.ts. */
export interface Readers {
  readonly reader: Pick<Reader, 'userId'> | undefined;
  watch(onChange: () => void): () => void;
}

export interface LiveSetting extends LiveOptions {
  readonly readers: Readers;
  /** The window, where the browser tells of its network and of being looked at. */
  readonly browser: EventTarget;
  /** How long the connection stays when nobody needs it: the next page may. */
  readonly lingerMs?: number;
}

interface Entry {
  readonly room: Room;
  users: number;
}

const usualLingerMs = 15_000;

export class Live extends Observable {
  readonly #client: LiveClient;
  readonly #readers: Readers;
  readonly #lingerMs: number;
  readonly #line: Line;
  readonly #rooms = new Map<string, Entry>();
  readonly #followers = new Set<OrderFollower>();
  /** A join that overtook a leave would be undone by it. */
  readonly #leaving = new Map<string, Promise<unknown>>();
  #userId: string | undefined;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor({ readers, browser, lingerMs, ...options }: LiveSetting) {
    super();
    const [onLive, onLost] = [() => this.#onLive(), () => this.#onLost()];
    this.#client = new LiveClient(options, { onLive, onLost, onFrame: (frame) => this.#hear(frame) });
    this.#client.watch(() => this.tellWatchers());
    this.#line = {
      request: (action, type) => this.#client.request(action, type),
      restart: () => this.#client.restart(),
      toWait: (attempt) => (options.toWait ?? toReconnectWait)(attempt, Math.random()),
    };
    this.#lingerMs = lingerMs ?? usualLingerMs;
    this.#readers = readers;
    this.#userId = readers.reader?.userId;
    readers.watch(() => this.#followReader());
    browser.addEventListener('offline', () => this.#client.restart());
    browser.addEventListener('online', () => this.#client.tryNow());
    // A device that slept may have lost its connection without a word.
    browser.addEventListener('visibilitychange', () => this.#client.check());
  }

  get state(): LiveState {
    return this.#client.state;
  }

  tryNow(): void {
    this.#client.tryNow();
  }

  /** Everyone who enters has to leave. */
  enter(name: string): Room {
    const entry = this.#rooms.get(name) ?? { room: new Room(name, this.#line), users: 0 };
    this.#rooms.set(name, entry);
    entry.users += 1;
    if (entry.users === 1 && this.state === 'live') void this.#enter(entry.room);
    this.#connectIfWanted();
    return entry.room;
  }

  leave({ name }: Room): void {
    const entry = this.#rooms.get(name);
    if (entry === undefined) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    this.#rooms.delete(name);
    entry.room.lose();
    this.#sayLeave(name);
    this.#closeIfUnwanted();
  }

  /** Returns the way to stop. */
  follow(follower: OrderFollower): () => void {
    this.#followers.add(follower);
    this.#connectIfWanted();
    return () => {
      this.#followers.delete(follower);
      this.#closeIfUnwanted();
    };
  }

  get #isWanted(): boolean {
    return this.#userId !== undefined && this.#rooms.size + this.#followers.size > 0;
  }

  #connectIfWanted(): void {
    if (!this.#isWanted) return;
    clearTimeout(this.#lingering);
    this.#client.start();
  }

  #closeIfUnwanted(): void {
    if (this.#isWanted) return;
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => this.#client.stop(), this.#lingerMs);
  }

  /** Whoever signs out is disconnected at once. */
  #followReader(): void {
    const userId = this.#readers.reader?.userId;
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#client.stop();
    this.#connectIfWanted();
  }

  #onLive(): void {
    for (const { room } of this.#rooms.values()) void this.#enter(room);
    for (const follower of this.#followers) follower.onLive();
  }

  #onLost(): void {
    for (const { room } of this.#rooms.values()) room.lose();
  }

  #hear(frame: Frame): void {
    if ('room' in frame) this.#rooms.get(frame.room)?.room.hear(frame);
    if (frame.type === 'order') for (const follower of this.#followers) follower.onOrder(frame);
  }

  async #enter(room: Room): Promise<void> {
    await this.#leaving.get(room.name);
    if (this.#rooms.get(room.name)?.room === room) await room.enter();
  }

  #sayLeave(room: string): void {
    // A connection that is lost has left all rooms.
    const isLeft = this.#client.request({ action: 'leave', room }, 'left').catch(() => undefined);
    this.#leaving.set(room, isLeft);
    void isLeft.then(() => {
      if (this.#leaving.get(room) === isLeft) this.#leaving.delete(room);
    });
  }
}
