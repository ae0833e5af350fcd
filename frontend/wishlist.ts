/** Which books the reader has saved for later: changes appear at once, and are taken back when the API refuses them. */
import type { Session } from './account/session.ts';
import { type ApiError, toKnownError } from './api-error.ts';
import { Observable } from './observable.ts';
import type { WishlistApi, WishPage } from './wishlist-api.ts';

/** Whether the reader wants a book on the list, which the API has not confirmed. */
interface Wish {
  readonly isWanted: boolean;
  readonly isSent: boolean;
}

export interface Refusal {
  readonly bookId: string;
  readonly error: ApiError;
}

const pageSize = 100;
/** A heart that stays empty on a longer list does no harm: saving a book twice is as good as once. */
const mostPages = 10;
const call = { signal: new AbortController().signal, onWait: () => {} };

export class Wishlist extends Observable {
  readonly #api: WishlistApi;
  readonly #session: Session;
  readonly #saved = new Set<string>();
  readonly #wishes = new Map<string, Wish>();
  /** For each page that is on its way, the books that have changed since it was asked for. */
  readonly #readers = new Set<Set<string>>();
  #userId: string | undefined;
  #isNeeded = false;
  #isSaving = false;
  /** Why the latest change was taken back. */
  refusal: Refusal | undefined;

  constructor(api: WishlistApi, session: Session) {
    super();
    this.#api = api;
    this.#session = session;
    this.#userId = session.reader?.userId;
    session.watch(() => this.#followReader());
  }

  get isSignedIn(): boolean {
    return this.#userId !== undefined;
  }

  has(bookId: string): boolean {
    return this.#wishes.get(bookId)?.isWanted ?? this.#saved.has(bookId);
  }

  /** For whoever shows which books are saved. Read once in a visit. */
  need(): void {
    if (this.#isNeeded || !this.isSignedIn) return;
    this.#isNeeded = true;
    void this.#load();
  }

  /** Before a page of the list is asked for; returns whom to hand it to. It knows nothing of what has changed since. */
  startReading(): (page: WishPage) => void {
    const changed = new Set<string>();
    this.#readers.add(changed);
    return ({ items }) => {
      // The page is another reader's.
      if (!this.#readers.delete(changed)) return;
      for (const { bookId } of items) if (!changed.has(bookId)) this.#saved.add(bookId);
      this.tellWatchers();
    };
  }

  /** Resolves when the API has answered; `refusal` says whether it agreed. */
  async set(bookId: string, isWanted: boolean): Promise<void> {
    this.#wishes.set(bookId, { isWanted, isSent: false });
    this.refusal = undefined;
    this.tellWatchers();
    if (!this.#isSaving) await this.#save();
  }

  /** One after the other, so that the last wish for a book wins. */
  async #save(): Promise<void> {
    this.#isSaving = true;
    for (let next = this.#findUnsent(); next !== undefined; next = this.#findUnsent()) {
      await this.#send(next[0], next[1].isWanted);
    }
    this.#isSaving = false;
  }

  async #send(bookId: string, isWanted: boolean): Promise<void> {
    const userId = this.#userId;
    this.#wishes.set(bookId, { isWanted, isSent: true });
    let refusal: Refusal | undefined;
    try {
      await (isWanted ? this.#api.add(bookId, call) : this.#api.remove(bookId, call));
    } catch (error) {
      refusal = { bookId, error: toKnownError(error) };
    }
    if (this.#userId !== userId) return;
    this.refusal = refusal ?? this.refusal;
    if (refusal === undefined) this.#settle(bookId, isWanted);
    if (this.#wishes.get(bookId)?.isSent) this.#wishes.delete(bookId);
    this.tellWatchers();
  }

  #settle(bookId: string, isSaved: boolean): void {
    this.#saved[isSaved ? 'add' : 'delete'](bookId);
    for (const changed of this.#readers) changed.add(bookId);
  }

  /** Without it the hearts are empty, and the list itself says what is wrong. */
  async #load(): Promise<void> {
    const userId = this.#userId;
    let nextToken: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const query = { limit: pageSize, ...(nextToken !== undefined && { nextToken }) };
      const note = this.startReading();
      const page = await this.#api.list(query, call).catch(toKnownError);
      if (this.#userId !== userId) return;
      if (page instanceof Error) {
        this.#isNeeded = false;
        return;
      }
      note(page);
      nextToken = page.nextToken;
      if (nextToken === undefined) return;
    }
  }

  #findUnsent(): readonly [string, Wish] | undefined {
    return [...this.#wishes].find(([, { isSent }]) => !isSent);
  }

  #followReader(): void {
    const userId = this.#session.reader?.userId;
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#isNeeded = false;
    this.#saved.clear();
    this.#wishes.clear();
    this.#readers.clear();
    this.refusal = undefined;
    this.tellWatchers();
  }
}
