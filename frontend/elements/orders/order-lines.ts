/** The books of an order, or of a cart about to become one. */
import { css, html, LitElement } from 'lit';
import type { Api } from '../../api.ts';
import { formatPrice } from '../../format.ts';
import type { OrderLine } from '../../reader-api.ts';
import { toBookHref } from '../../routes.ts';
import { sharedStyles } from '../shared-styles.ts';
import '../book-cover.ts';

class OrderLines extends LitElement {
  static override properties = { lines: { attribute: false }, api: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      li { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr) auto; align-items: center; gap: 1.125rem; padding: 1rem 0; border-top: 1px solid var(--line); }
      .title { font: 600 1.0625rem/1.3 var(--serif); overflow-wrap: anywhere; }
      .title a { text-decoration: none; }
      .title a:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
      .count { margin-top: 0.125rem; color: var(--muted); font-size: 0.9375rem; }
      .sum { font-weight: 600; font-variant-numeric: tabular-nums; }
    `,
  ];

  declare lines: readonly OrderLine[];
  declare api: Api;

  override render() {
    return html`<ul role="list">${this.lines.map((line) => this.#renderLine(line))}</ul>`;
  }

  #renderLine({ bookId, title, quantity, priceInCents }: OrderLine) {
    return html`
      <li>
        <book-cover src=${this.api.toCoverUrl(bookId)} heading=${title} author=""></book-cover>
        <div>
          <p class="title"><a href=${toBookHref(bookId)}>${title}</a></p>
          <p class="count">${quantity} × ${formatPrice(priceInCents)}</p>
        </div>
        <span class="sum">${formatPrice(priceInCents * quantity)}</span>
      </li>
    `;
  }
}

customElements.define('order-lines', OrderLines);
