/** /wishlist: what the reader has saved for later. What is taken off stays in sight until the next visit, to be put back. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { getFailureWords } from '../../failure-words.ts';
import { countBooks } from '../../format.ts';
import { Remote } from '../../remote.ts';
import { toPageHref, type WishlistRoute } from '../../routes.ts';
import type { Wish, WishPage } from '../../wishlist-api.ts';
import { gridStyles } from '../grid-styles.ts';
import { noticeStyles } from '../notice-styles.ts';
import { ReaderPage, type Watched } from '../reader-page.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { summaryStyles } from '../summary-styles.ts';
import '../book-card.ts';
import '../book-grid.ts';
import '../error-notice.ts';
import '../page-nav.ts';
import '../quiet-shelf.ts';

const first = '/wishlist';
const title = 'Saved for later';

class WishlistPage extends ReaderPage<WishlistRoute> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    gridStyles,
    noticeStyles,
    summaryStyles,
    css`
      li { transition: opacity var(--quick); }
      .off { opacity: 0.5; }
      .off:hover, .off:focus-within { opacity: 1; }
      .notice { margin-bottom: 1.25rem; }
      .gone { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; }
    `,
  ];

  readonly #page = new Remote<WishPage>(this);

  protected override watched(): Watched[] {
    return [this.shop.wishlist];
  }

  protected async load(): Promise<void> {
    const { page, from } = this.route;
    const query = from === undefined ? {} : { nextToken: from };
    const note = this.shop.wishlist.startReading();
    const isLatest = await this.#page.load((call) => this.shop.wishlistApi.list(query, call));
    if (!isLatest) return;
    const { value, error } = this.#page;
    if (value !== undefined) note(value);
    if (value !== undefined && from !== undefined) this.shop.trail.remember(first, page, from);
    const summary = error ? getFailureWords(error.code).title : countBooks(value?.items.length ?? 0);
    await this.reportReady({ title, summary: `${title}: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    const { value, error, isBusy, isWaiting } = this.#page;
    if (value?.items.length === 0 && this.route.page === 1) return renderEmpty();
    return html`
      <h1 tabindex="-1">${title}</h1>
      ${isWaiting ? html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <section aria-label="Books" aria-busy=${isBusy}>
        <h2 class="visually-hidden">Books</h2>
        ${error === undefined ? this.#renderItems(value?.items) : html`<error-notice .error=${error} @retry=${() => this.load()}></error-notice>`}
        ${value?.items.length === 0 ? html`<p>There are no more books on your list.</p>` : nothing}
        ${this.#renderPageNav(value?.nextToken)}
      </section>
    `;
  }

  #renderItems(items: readonly Wish[] | undefined) {
    if (items === undefined) return html`<book-grid size="5"></book-grid>`;
    const gone = items.filter(({ bookId, book }) => book === undefined && this.shop.wishlist.has(bookId));
    return html`
      ${gone.map(({ bookId }) => this.#renderGone(bookId))}
      <ul class="grid" role="list">${repeat(
        items,
        ({ bookId }) => bookId,
        (wish) => this.#renderWish(wish),
      )}</ul>
    `;
  }

  #renderWish({ bookId, book }: Wish) {
    if (book === undefined) return nothing;
    const { wishlist, api } = this.shop;
    return html`
      <li class=${wishlist.has(bookId) ? '' : 'off'}>
        <book-card .book=${book} .wishlist=${wishlist} coverUrl=${api.toCoverUrl(bookId)}></book-card>
      </li>
    `;
  }

  #renderGone(bookId: string) {
    const takeOff = () => {
      // The button that was pressed goes away with its line.
      this.focusHeading();
      void this.shop.wishlist.set(bookId, false);
    };
    return html`
      <div class="notice problem gone">
        <span>We don’t sell “${bookId.replaceAll('-', ' ')}” any more.</span>
        <button class="button" type="button" @click=${takeOff}>Take it off the list</button>
      </div>
    `;
  }

  #renderPageNav(nextToken: string | undefined) {
    const { page } = this.route;
    return html`<page-nav page=${page} firstHref=${first} .previousHref=${this.shop.trail.findPrevious(first, page)}
      .nextHref=${nextToken === undefined ? undefined : toPageHref(first, page + 1, nextToken)}></page-nav>`;
  }
}

function renderEmpty() {
  return html`
    <div class="quiet">
      <quiet-shelf></quiet-shelf>
      <h1 tabindex="-1">Nothing saved yet</h1>
      <p>The heart on a book keeps it here for another day.</p>
      <a class="button primary" href="/">See all books</a>
    </div>
  `;
}

customElements.define('wishlist-page', WishlistPage);
