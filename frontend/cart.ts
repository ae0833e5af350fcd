/** The reader's cart as the page shows it: changes appear at once, and are taken back when the API refuses them. */
import type { Session } from './account/session.ts';
import { ApiError, toKnownError } from './api-error.ts';
import type { CallOptions } from './api-transport.ts';
import { Observable } from './observable.ts';
import type { CartContent, CartItem, ReaderApi } from './reader-api.ts';

export const mostCopies = 20;

/** A quantity that the reader wants and no answer has shown yet; 0 to remove. */
interface Wish {
  readonly quantity: number;
  readonly state: 'new' | 'sent' | 'agreed';
}

export class Cart extends Observable {
  readonly #api: ReaderApi;
  readonly #session: Session;
  readonly #wishes = new Map<string, Wish>();
  #content: CartContent | undefined;
  #userId: string | undefined;
  #loading: Promise<void> | undefined;
  /** Why the cart could not be read. */
  error: ApiError | undefined;
  /** Why the latest change was taken back. */
  refusal: ApiError | undefined;
  isSaving = false;
  /** True while the API has asked us to slow down. */
  isWaiting = false;

  constructor(api: ReaderApi, session: Session) {
    super();
    this.#api = api;
    this.#session = session;
    session.watch(() => this.#followReader());
    this.#followReader();
  }

  /** What the API said last, with what was changed since. Undefined while that is not known. */
  get items(): readonly CartItem[] | undefined {
    return this.#content?.items
      .map((item) => ({ ...item, quantity: this.#wishes.get(item.bookId)?.quantity ?? item.quantity }))
      .filter(({ quantity }) => quantity > 0);
  }

  get goneBookIds(): readonly string[] {
    return (this.#content?.goneBookIds ?? []).filter((bookId) => this.#wishes.get(bookId)?.quantity !== 0);
  }

  /** As the API has counted it; see `isSaving`. */
  get totalInCents(): number {
    return this.#content?.totalInCents ?? 0;
  }

  get version(): number {
    return this.#content?.version ?? 0;
  }

  /** Of all books together. */
  get count(): number {
    const ids = new Set([...(this.#content?.items.map(({ bookId }) => bookId) ?? []), ...this.#wishes.keys()]);
    return [...ids].reduce((sum, bookId) => sum + this.quantityOf(bookId), 0);
  }

  /** True when every book in it can be bought as it is. */
  get isOrderable(): boolean {
    const items = this.items ?? [];
    return items.length > 0 && this.goneBookIds.length === 0 && items.every((it) => it.quantity <= it.stock);
  }

  quantityOf(bookId: string): number {
    const wish = this.#wishes.get(bookId);
    return wish?.quantity ?? this.#content?.items.find((item) => item.bookId === bookId)?.quantity ?? 0;
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** 0 removes the book. Resolves when the API has answered; `refusal` says whether it agreed. */
  async setQuantity(bookId: string, quantity: number): Promise<void> {
    this.#wishes.set(bookId, { quantity, state: 'new' });
    this.refusal = undefined;
    this.tellWatchers();
    if (!this.isSaving) await this.#save();
  }

  /** One book after the other: two writes at once would meet on the same item, and the last wish shall win. */
  async #save(): Promise<void> {
    this.isSaving = true;
    const userId = this.#userId;
    for (let next = this.#findUnsent(); next !== undefined; next = this.#findUnsent()) {
      await this.#send(next[0], next[1].quantity);
      if (this.#userId !== userId) break;
      if (this.#findUnsent() !== undefined) continue;
      // An answer that was on its way before knows nothing of this change.
      await this.#loading;
      await this.load();
    }
    this.isSaving = false;
    this.tellWatchers();
  }

  async #send(bookId: string, quantity: number): Promise<void> {
    this.#wishes.set(bookId, { quantity, state: 'sent' });
    try {
      if (quantity > 0) await this.#api.putCartLine(bookId, quantity, this.#call);
      else await this.#api.removeCartLine(bookId, this.#call).catch(ignoreMissing);
      if (this.#isSent(bookId)) this.#wishes.set(bookId, { quantity, state: 'agreed' });
    } catch (error) {
      this.refusal = toKnownError(error);
      if (this.#isSent(bookId)) this.#wishes.delete(bookId);
      this.tellWatchers();
    }
  }

  async #load(): Promise<void> {
    const userId = this.#userId;
    if (userId === undefined) return;
    const agreed = [...this.#wishes].filter(([, { state }]) => state === 'agreed');
    try {
      const content = await this.#api.getCart(this.#call);
      if (this.#userId !== userId) return;
      this.#content = content;
      this.error = undefined;
    } catch (error) {
      if (this.#userId !== userId) return;
      this.error = toKnownError(error);
    }
    // What was agreed to before it was asked is part of the answer, or can't be known.
    for (const [bookId, wish] of agreed) if (this.#wishes.get(bookId) === wish) this.#wishes.delete(bookId);
    this.isWaiting = false;
    this.tellWatchers();
  }

  get #call(): CallOptions {
    const onWait = () => {
      this.isWaiting = true;
      this.tellWatchers();
    };
    return { signal: new AbortController().signal, onWait };
  }

  #findUnsent(): readonly [string, Wish] | undefined {
    return [...this.#wishes].find(([, { state }]) => state === 'new');
  }

  /** And not changed since. */
  #isSent(bookId: string): boolean {
    return this.#wishes.get(bookId)?.state === 'sent';
  }

  #followReader(): void {
    const userId = this.#session.reader?.userId;
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#content = undefined;
    this.#wishes.clear();
    this.#loading = undefined;
    this.error = undefined;
    this.refusal = undefined;
    this.tellWatchers();
    void this.load();
  }
}

/** Somebody, perhaps another tab, was faster. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'not-found') throw error;
}
