/** What the cart costs. The sum is the API's own: while a change is on its way, the old one is shown as such. */
import { css, html, LitElement } from 'lit';
import { countCopies, formatPrice } from '../../format.ts';
import { sharedStyles } from '../shared-styles.ts';

class CartTotal extends LitElement {
  static override properties = {
    count: { type: Number },
    cents: { type: Number },
    stale: { type: Boolean },
  };
  static override styles = [
    sharedStyles,
    css`
      dl { display: grid; grid-template-columns: 1fr auto; row-gap: 0.5rem; align-items: baseline; }
      dt { color: var(--muted); }
      dd { text-align: right; font-variant-numeric: lining-nums tabular-nums; }
      .sum { padding-top: 0.875rem; border-top: 1px solid var(--line); color: var(--ink); font: 600 1.375rem/1.3 var(--serif); }
      .stale { opacity: 0.5; }
    `,
  ];

  declare count: number;
  declare cents: number;
  declare stale: boolean;

  override render() {
    return html`
      <dl aria-busy=${this.stale}>
        <dt>Books</dt><dd>${countCopies(this.count)}</dd>
        <dt class="sum">Total</dt><dd class=${this.stale ? 'sum stale' : 'sum'}>${formatPrice(this.cents)}</dd>
      </dl>
    `;
  }
}

customElements.define('cart-total', CartTotal);
