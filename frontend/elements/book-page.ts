/** /books/{bookId}: one book with everything the shop knows of it. */
import { html, nothing, type PropertyValues } from 'lit';
import type { Book } from '../api.ts';
import { getShelf } from '../categories.ts';
import { getFailureWords } from '../failure-words.ts';
import { describeRating, formatPrice, formatYear } from '../format.ts';
import { Remote } from '../remote.ts';
import { type BookRoute, toListHref } from '../routes.ts';
import type { Shop } from '../shop.ts';
import { bookPageStyles } from './book-page-styles.ts';
import { PageElement } from './page-element.ts';
import { sharedStyles, skeletonStyles } from './shared-styles.ts';
import './book-cover.ts';
import './cart/add-to-cart.ts';
import './chat/book-chat.ts';
import './error-notice.ts';
import './more-books.ts';
import './reviews/book-reviews.ts';
import './star-rating.ts';
import './stock-note.ts';
import './wishlist/save-for-later.ts';

class BookPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [sharedStyles, skeletonStyles, bookPageStyles];

  declare shop: Shop;
  declare route: BookRoute;
  readonly #book = new Remote<Book>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route')) void this.#load();
  }

  override render() {
    const { value, error, isBusy, isWaiting } = this.#book;
    if (error !== undefined) {
      return html`
        <h1 class="visually-hidden" tabindex="-1">${getFailureWords(error.code).title}</h1>
        <error-notice .error=${error} @retry=${() => this.#load()}></error-notice>
      `;
    }
    return html`
      ${isWaiting ? html`<p class="waiting" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <article aria-busy=${isBusy}>${value === undefined ? this.#renderSkeleton() : this.#renderBook(value)}</article>
      ${
        value === undefined
          ? nothing
          : html`
              <book-reviews .shop=${this.shop} .book=${value} @rated=${() => this.#load()}></book-reviews>
              <book-chat .shop=${this.shop} .book=${value}></book-chat>
              <more-books .shop=${this.shop} .book=${value}></more-books>
            `
      }
    `;
  }

  async #load(): Promise<void> {
    const { bookId } = this.route;
    const isLatest = await this.#book.load(
      (call) => this.shop.api.getBook(bookId, call),
      this.shop.api.findSeenBook(bookId),
    );
    if (!isLatest) return;
    const { value, error } = this.#book;
    const title = error ? getFailureWords(error.code).title : (value?.title ?? '');
    await this.reportReady({ title, summary: error || !value ? title : `${value.title} by ${value.author}` });
  }

  #renderBook(book: Book) {
    const cover = `Cover of ${book.title} by ${book.author}`;
    return html`
      <div class="cover">
        <book-cover src=${this.shop.api.toCoverUrl(book.id)} alt=${cover} heading=${book.title} author=${book.author} eager></book-cover>
      </div>
      <div class="text">
        ${this.#renderTrail(book)}
        <h1 class=${book.title.length > 60 ? 'long' : ''} tabindex="-1">${book.title}</h1>
        <p class="author">${book.author}</p>
        <p class="rating"><star-rating .rating=${book.rating}></star-rating>${book.rating.count === 0 ? describeRating(book.rating) : nothing}</p>
        <p class="offer"><span class="price">${formatPrice(book.priceInCents)}</span><stock-note stock=${book.stock}></stock-note></p>
        <div class="ways">
          <add-to-cart .shop=${this.shop} .book=${book}></add-to-cart>
          <save-for-later .wishlist=${this.shop.wishlist} .book=${book}></save-for-later>
        </div>
        <p class="description">${book.description}</p>
        ${this.#renderFacts(book)}
      </div>
    `;
  }

  #renderTrail({ category }: Book) {
    return html`
      <nav aria-label="Breadcrumb">
        <ol role="list">
          <li><a href="/">All books</a></li>
          <li><a href=${toListHref({ category, sort: 'title' })}>${getShelf(category).name}</a></li>
        </ol>
      </nav>
    `;
  }

  #renderFacts({ year, language }: Book) {
    return html`
      <dl>
        <div><dt>First published</dt><dd>${formatYear(year)}</dd></div>
        <div><dt>Written in</dt><dd>${language}</dd></div>
      </dl>
    `;
  }

  #renderSkeleton() {
    return html`
      <div class="cover" aria-hidden="true"><span class="bone cover-bone"></span></div>
      <div class="text">
        <h1 class="visually-hidden" tabindex="-1">Loading the book</h1>
        <div aria-hidden="true">
          <span class="bone trail-bone"></span><span class="bone title-bone"></span><span class="bone author-bone"></span>
          <span class="bone price-bone"></span><span class="bone line-bone"></span><span class="bone line-bone"></span>
          <span class="bone line-bone short"></span>
        </div>
      </div>
    `;
  }
}

customElements.define('book-page', BookPage);
