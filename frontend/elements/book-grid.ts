/** Books side by side, or as many grey shapes while they are on their way. */
import { css, html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Api, Book } from '../api.ts';
import type { Wishlist } from '../wishlist.ts';
import { gridStyles } from './grid-styles.ts';
import { sharedStyles, skeletonStyles } from './shared-styles.ts';
import './book-card.ts';

class BookGrid extends LitElement {
  static override properties = {
    api: { attribute: false },
    wishlist: { attribute: false },
    books: { attribute: false },
    size: { type: Number },
  };
  static override styles = [
    sharedStyles,
    skeletonStyles,
    gridStyles,
    css`
      /* One row of six, or two of three. */
      @media (width >= 40rem) { :host([row]) .grid { grid-template-columns: repeat(3, 1fr); } }
      @media (width >= 62rem) { :host([row]) .grid { grid-template-columns: repeat(6, 1fr); } }
      .cover { aspect-ratio: 2 / 3; margin-bottom: 0.875rem; }
      .line { height: 1rem; margin-bottom: 0.5rem; }
      .short { width: 60%; }
      .price { width: 35%; margin: 1.5rem 0 0.25rem; }
    `,
  ];

  declare api: Api;
  declare wishlist: Wishlist;
  /** Undefined while loading. */
  declare books: readonly Book[] | undefined;
  /** How many shapes to show while loading. */
  declare size: number;

  constructor() {
    super();
    this.size = 20;
  }

  override render() {
    if (this.books === undefined) return this.#renderSkeleton();
    const renderCard = (book: Book) =>
      html`<li><book-card .book=${book} .wishlist=${this.wishlist} coverUrl=${this.api.toCoverUrl(book.id)}></book-card></li>`;
    return html`<ul class="grid" role="list">${repeat(this.books, (book) => book.id, renderCard)}</ul>`;
  }

  #renderSkeleton() {
    const bones = html`
      <li>
        <span class="bone cover"></span><span class="bone line"></span>
        <span class="bone line short"></span><span class="bone line price"></span>
      </li>
    `;
    return html`<ul class="grid" aria-hidden="true">${Array.from({ length: this.size }, () => bones)}</ul>`;
  }
}

customElements.define('book-grid', BookGrid);
