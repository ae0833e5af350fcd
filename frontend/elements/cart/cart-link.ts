/** The way to the cart, with the number of copies in it. */
import { css, html, LitElement, nothing } from 'lit';
import { countCopies } from '../../format.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { headerButtonStyles } from '../header-button-styles.ts';
import { sharedStyles } from '../shared-styles.ts';

class CartLink extends LitElement {
  static override properties = { shop: { attribute: false } };
  static override styles = [
    sharedStyles,
    headerButtonStyles,
    css`
      .count {
        position: absolute; top: -0.375rem; right: -0.375rem; min-width: 1.375rem; height: 1.375rem; padding: 0 0.3125rem; border-radius: 99rem;
        background: var(--accent); color: var(--on-accent); font-size: 0.75rem; line-height: 1.375rem; text-align: center; font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare shop: Shop | undefined;

  constructor() {
    super();
    new Watching(this, () => (this.shop ? [this.shop.cart] : []));
  }

  override render() {
    const count = this.shop?.cart.count ?? 0;
    const label = count === 0 ? 'Your cart' : `Your cart: ${countCopies(count)}`;
    return html`
      <a class="header-button" href="/cart" aria-label=${label}>
        <svg viewBox="3 3 18 18" aria-hidden="true">
          <path d="M5.5 8.5h13l-1 11h-11z" /><path d="M8.8 11V7.6a3.2 3.2 0 0 1 6.4 0V11" />
        </svg>
        ${count === 0 ? nothing : html`<span class="count" aria-hidden="true">${count}</span>`}
      </a>
    `;
  }
}

customElements.define('cart-link', CartLink);
