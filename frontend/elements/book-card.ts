/** One book in a grid: the cover, and the whole card is the link. */
import { css, html, LitElement, nothing } from 'lit';
import type { Book } from '../api.ts';
import { formatPrice } from '../format.ts';
import { toBookHref } from '../routes.ts';
import type { Wishlist } from '../wishlist.ts';
import { sharedStyles } from './shared-styles.ts';
import './book-cover.ts';
import './star-rating.ts';
import './stock-note.ts';
import './wishlist/wish-button.ts';

class BookCard extends LitElement {
  static override properties = { book: { attribute: false }, wishlist: { attribute: false }, coverUrl: {} };
  static override styles = [
    sharedStyles,
    css`
      :host { height: 100%; }
      article { position: relative; display: grid; grid-template-rows: auto auto auto auto 1fr; grid-template-columns: minmax(0, 1fr); height: 100%; }
      book-cover { grid-area: 1 / 1; margin-bottom: 0.875rem; }
      h3 { font-size: 1.0625rem; line-height: 1.25; letter-spacing: -0.005em; text-wrap: pretty; }
      a { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; line-clamp: 3; overflow: hidden; padding-bottom: 0.15em; color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
      /* The link reaches over the whole card, the text stays one link for screen readers. */
      a::after { content: ""; position: absolute; inset: -0.5rem; border-radius: var(--round); }
      a:focus-visible { outline: none; }
      a:focus-visible::after { outline: 3px solid var(--accent); }
      article:hover book-cover { transform: translateY(-0.25rem); box-shadow: var(--shadow-lifted); }
      article:hover a { color: var(--accent); }
      .author { margin: 0.0625rem 0 0.375rem; color: var(--muted); font-size: 0.875rem; line-height: 1.4; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      /* Above the link that covers the card. */
      wish-button { position: relative; z-index: 1; grid-area: 1 / 1; align-self: end; justify-self: end; margin: 0 0.375rem 1.25rem; }
      .facts { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 0.5rem; align-self: end; }
      .price { font-weight: 600; font-variant-numeric: tabular-nums; }
      .sold-out book-cover { opacity: 0.72; filter: saturate(0.55); }
      @media (prefers-reduced-motion: reduce) { article:hover book-cover { transform: none; } }
    `,
  ];

  declare book: Book | undefined;
  declare wishlist: Wishlist;
  declare coverUrl: string;

  override render() {
    if (this.book === undefined) return nothing;
    const { id, title, author, priceInCents, stock, rating } = this.book;
    return html`
      <article class=${stock > 0 ? '' : 'sold-out'}>
        <book-cover src=${this.coverUrl} heading=${title} author=${author}></book-cover>
        <h3><a href=${toBookHref(id)} title=${title}>${title}</a></h3>
        <p class="author">${author}</p>
        <star-rating .rating=${rating}></star-rating>
        <p class="facts">
          <span class="price">${formatPrice(priceInCents)}</span>
          <stock-note stock=${stock}></stock-note>
        </p>
        <wish-button .wishlist=${this.wishlist} .book=${this.book}></wish-button>
      </article>
    `;
  }
}

customElements.define('book-card', BookCard);
