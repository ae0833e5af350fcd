/** What readers think of a book, newest first, and the form for one's own review. Fires `rated` when the rating changed. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import type { Book, Review, ReviewPage } from '../../api.ts';
import { isSameReview, OwnReviews } from '../../own-reviews.ts';
import type { ReviewRequest } from '../../reader-api.ts';
import { Remote } from '../../remote.ts';
import { toAccountHref, toBookHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import '../action-notice.ts';
import './review-form.ts';
import './review-item.ts';

class BookReviews extends LitElement {
  static override properties = { shop: { attribute: false }, book: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    skeletonStyles,
    css`
      section { margin-top: clamp(3.5rem, 8vw, 6rem); padding-top: 2.25rem; border-top: 1px solid var(--line); }
      h2 { margin-bottom: 1.5rem; font-size: 1.625rem; }
      .columns { display: grid; gap: 2rem clamp(2.5rem, 6vw, 5rem); align-items: start; }
      @media (width >= 58rem) { .columns { grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem); } }
      .quiet, .invitation { color: var(--muted); }
      .invitation a { color: var(--accent); text-underline-offset: 0.2em; }
      .bone { height: 5rem; margin-bottom: 1.25rem; }
      .more { margin-top: 1rem; }
      .failed button { margin-left: 0.75rem; }
    `,
  ];

  declare shop: Shop;
  declare book: Book;
  readonly #page = new Remote<ReviewPage>(this);
  readonly #more = new Action(this);
  readonly #change = new Action(this);
  #bookId: string | undefined;
  /** On its way to the API, and shown already. */
  #pending: Review | undefined;

  constructor() {
    super();
    new Watching(this, () => [this.shop.session]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('book') || this.book.id === this.#bookId) return;
    this.#bookId = this.book.id;
    void this.#load();
  }

  override render() {
    return html`
      <section aria-labelledby="heading" aria-busy=${this.#page.isBusy}>
        <h2 id="heading">What readers say</h2>
        <div class="columns">
          <div>${this.#page.error === undefined ? this.#renderList() : this.#renderFailure()}</div>
          <div>${this.#renderMine()}</div>
        </div>
      </section>
    `;
  }

  get #userId(): string {
    return this.shop.session.reader?.userId ?? '';
  }

  get #own(): Review | undefined {
    return this.#ownReviews.find(this.#userId, this.book.id);
  }

  get #ownReviews(): OwnReviews {
    return new OwnReviews(this.shop.storage);
  }

  async #load(): Promise<void> {
    const { id } = this.book;
    await this.#page.load((call) => this.shop.api.listReviews(id, undefined, call));
  }

  #renderMine() {
    const { reader } = this.shop.session;
    if (reader === undefined) {
      const href = toAccountHref('sign-in', toBookHref(this.book.id));
      return html`<p class="invitation">Have you read it? <a href=${href}>Sign in</a> to say what you think of it.</p>`;
    }
    const { error, isBusy, isWaiting } = this.#change;
    return html`<review-form .own=${this.#own} .state=${{ error, isBusy, isWaiting }} name=${reader.name}
      @publish=${(event: CustomEvent<ReviewRequest>) => this.#publish(event.detail)} @withdraw=${this.#withdraw}></review-form>`;
  }

  #renderList() {
    const { value } = this.#page;
    if (value === undefined) return html`<span class="bone"></span><span class="bone"></span>`;
    const { error, isWaiting, isBusy } = this.#more;
    const own = this.#own;
    // A review that replaces another takes its place in the list at once.
    const others = this.#pending ? value.items.filter((review) => !isSameReview(review, own)) : value.items;
    if (others.length === 0 && !this.#pending) return html`<p class="quiet">Nobody has reviewed it yet.</p>`;
    return html`
      ${this.#pending ? html`<review-item .review=${this.#pending} own pending></review-item>` : nothing}
      ${others.map((review) => html`<review-item .review=${review} ?own=${isSameReview(review, own)}></review-item>`)}
      <action-notice .state=${{ error, isWaiting }}></action-notice>
      ${
        value.nextToken === undefined
          ? nothing
          : html`<button class="button more" type="button" aria-disabled=${isBusy} @click=${this.#loadMore}>Older reviews</button>`
      }
    `;
  }

  #renderFailure() {
    return html`
      <p class="failed quiet">
        The reviews can’t be shown right now.
        <button class="button" type="button" @click=${() => this.#load()}>Try again</button>
      </p>
    `;
  }

  readonly #loadMore = async (): Promise<void> => {
    const { value } = this.#page;
    const { id } = this.book;
    if (value === undefined) return;
    await this.#more.run(async (call) => {
      const older = await this.shop.api.listReviews(id, value.nextToken, call);
      if (this.#page.value !== value) return;
      this.#page.replace({ ...older, items: [...value.items, ...older.items] });
      announce(`${older.items.length} more reviews.`);
    });
  };

  async #publish(request: ReviewRequest): Promise<void> {
    const bookId = this.book.id;
    const userId = this.#userId;
    const author = this.shop.session.reader?.name ?? '';
    if (this.#change.isBusy) return;
    this.#pending = { ...request, bookId, author, writtenAt: new Date().toISOString() };
    const isDone = await this.#change.run(async (call) => {
      const review = await this.shop.readerApi.writeReview(bookId, request, call);
      const others = this.#page.value?.items.filter((it) => !isSameReview(it, this.#own)) ?? [];
      this.#ownReviews.remember(userId, review);
      if (this.book.id === bookId) this.#page.replace({ ...this.#page.value, items: [review, ...others] });
    });
    this.#pending = undefined;
    this.requestUpdate();
    if (isDone) this.#tellRated('Your review is published.');
  }

  readonly #withdraw = async (): Promise<void> => {
    const bookId = this.book.id;
    const isDone = await this.#change.run((call) => this.shop.readerApi.deleteReview(bookId, call));
    if (!isDone) return;
    this.#ownReviews.forget(this.#userId, bookId);
    this.#tellRated('Your review is deleted.');
    if (this.book.id === bookId) await this.#load();
  };

  #tellRated(words: string): void {
    announce(words);
    this.dispatchEvent(new CustomEvent('rated'));
  }
}

customElements.define('book-reviews', BookReviews);
