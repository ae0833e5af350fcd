/** One book in the cart. Fires `quantity` with how many copies are wanted; 0 to take it out. */
import { css, html, LitElement, nothing } from 'lit';
import { mostCopies } from '../../cart.ts';
import { countCopies, formatPrice } from '../../format.ts';
import type { CartItem } from '../../reader-api.ts';
import { toBookHref } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../book-cover.ts';
import './quantity-stepper.ts';

class CartLine extends LitElement {
  static override properties = { item: { attribute: false }, coverUrl: {} };
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    css`
      article { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) auto; gap: 0 1.25rem; padding: 1.5rem 0; border-top: 1px solid var(--line); }
      book-cover { grid-row: 1 / 3; align-self: start; }
      .rest { grid-column: 2 / -1; }
      h2 { font-size: 1.1875rem; overflow-wrap: anywhere; }
      h2 a { text-decoration: none; }
      h2 a:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
      .each { margin-top: 0.25rem; color: var(--muted); font-size: 0.9375rem; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 0.875rem; }
      .sum { font: 600 1.1875rem/1.3 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
      .remove { min-height: 2.75rem; padding: 0 0.25rem; border: 0; background: none; color: var(--muted); font: 0.9375rem/1.2 var(--sans); text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; }
      .remove:hover { color: var(--accent); }
      .notice { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-top: 0.875rem; }
    `,
  ];

  declare item: CartItem;
  declare coverUrl: string;

  override render() {
    const { bookId, title, quantity, priceInCents } = this.item;
    return html`
      <article>
        <book-cover src=${this.coverUrl} heading=${title} author=""></book-cover>
        <div>
          <h2><a href=${toBookHref(bookId)}>${title}</a></h2>
          <p class="each">${formatPrice(priceInCents)} each</p>
        </div>
        <span class="sum">${formatPrice(priceInCents * quantity)}</span>
        <div class="rest">
          ${this.#renderShortage()}
          <div class="row">
            <quantity-stepper quantity=${quantity} what=${title} @change=${(event: CustomEvent<number>) => this.#want(event.detail)}></quantity-stepper>
            <button class="remove" type="button" @click=${() => this.#want(0)}>Remove<span class="visually-hidden"> ${title}</span></button>
          </div>
        </div>
      </article>
    `;
  }

  #renderShortage() {
    const { stock, quantity, title } = this.item;
    if (quantity <= stock) return nothing;
    if (stock <= 0)
      return html`<p class="notice problem">It has been sold out meanwhile. Please take it out of the cart.</p>`;
    const take = Math.min(stock, mostCopies);
    return html`
      <div class="notice problem">
        <span>There ${stock === 1 ? 'is' : 'are'} only ${countCopies(stock)} left.</span>
        <button class="button" type="button" @click=${() => this.#want(take)}>Take ${countCopies(take)}<span class="visually-hidden"> of ${title}</span></button>
      </div>
    `;
  }

  #want(quantity: number): void {
    this.dispatchEvent(new CustomEvent<number>('quantity', { detail: quantity }));
  }
}

customElements.define('cart-line', CartLine);
