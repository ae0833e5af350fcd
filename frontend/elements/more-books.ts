/** Some neighbours of a book on its shelf. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Book, BookPage } from '../api.ts';
import { getShelf } from '../categories.ts';
import { Remote } from '../remote.ts';
import { type CatalogueRoute, toListHref } from '../routes.ts';
import type { Shop } from '../shop.ts';
import { buttonStyles, sharedStyles } from './shared-styles.ts';
import './book-grid.ts';

const shown = 6;

class MoreBooks extends LitElement {
  static override properties = { shop: { attribute: false }, book: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      section { margin-top: clamp(3.5rem, 8vw, 6rem); padding-top: 2.25rem; border-top: 1px solid var(--line); }
      .heading { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 2rem; margin-bottom: 1.75rem; }
      h2 { font-size: 1.625rem; }
      a { padding: 0.5rem 0; color: var(--accent); text-underline-offset: 0.25em; text-decoration-thickness: 1px; }
      a:hover { text-decoration-thickness: 2px; }
      .failed { color: var(--muted); }
      button { margin-left: 0.75rem; }
    `,
  ];

  declare shop: Shop;
  declare book: Book | undefined;
  readonly #shelf = new Remote<BookPage>(this);
  #bookId: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The same book is set twice when a seen one is replaced by its fresh answer.
    if (!changed.has('book') || this.book === undefined || this.book.id === this.#bookId) return;
    this.#bookId = this.book.id;
    void this.#load(this.book);
  }

  override render() {
    if (this.book === undefined) return nothing;
    const { category } = this.book;
    return html`
      <section aria-labelledby="heading" aria-busy=${this.#shelf.isBusy}>
        <div class="heading">
          <h2 id="heading">From the same shelf</h2>
          <a href=${toListHref({ category, sort: 'title' })}>All of ${getShelf(category).name}</a>
        </div>
        ${this.#shelf.error === undefined ? this.#renderNeighbours(this.book) : this.#renderFailure(this.book)}
      </section>
    `;
  }

  async #load({ category }: Book): Promise<void> {
    const route: CatalogueRoute = { view: 'catalogue', category, sort: 'title', page: 1 };
    const { api } = this.shop;
    await this.#shelf.load((call) => api.listBooks(route, call), api.findSeenPage(route));
  }

  #renderNeighbours(book: Book) {
    const items = this.#shelf.value?.items;
    const books = items === undefined ? undefined : pickNeighbours(items, book.id);
    return html`<book-grid .api=${this.shop.api} .wishlist=${this.shop.wishlist} .books=${books} size=${shown} row></book-grid>`;
  }

  #renderFailure(book: Book) {
    return html`
      <p class="failed">
        The rest of the shelf can’t be shown right now.
        <button class="button" type="button" @click=${() => this.#load(book)}>Try again</button>
      </p>
    `;
  }
}

/** The books that follow on the page, then those before; a book of a later page gets the first ones. */
function pickNeighbours(books: readonly Book[], bookId: string): Book[] {
  const after = books.findIndex(({ id }) => id === bookId) + 1;
  return [...books.slice(after), ...books.slice(0, after)].filter(({ id }) => id !== bookId).slice(0, shown);
}

customElements.define('more-books', MoreBooks);
