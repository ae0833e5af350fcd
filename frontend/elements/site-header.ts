/** The top of every page: the shop's sign, search, cart, account and the light switch. */
import { css, html, LitElement } from 'lit';
import type { Route } from '../routes.ts';
import type { Shop } from '../shop.ts';
import { sharedStyles } from './shared-styles.ts';
import './account/account-menu.ts';
import './cart/cart-link.ts';
import './chat/lobby-link.ts';
import './search/search-box.ts';
import './theme-toggle.ts';

class SiteHeader extends LitElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .bar {
        display: grid; grid-template-columns: 1fr minmax(12rem, 30rem) 1fr; align-items: center; gap: 1rem clamp(1rem, 3vw, 2.5rem);
        max-width: calc(var(--page-width) + 2 * var(--gutter)); height: 4.5rem; margin: 0 auto; padding: 0 var(--gutter);
      }
      @media (width < 48rem) {
        .bar { grid-template-columns: 1fr auto; align-content: center; gap: 0.625rem 1rem; height: 7.75rem; }
        search-box { grid-column: 1 / -1; grid-row: 2; }
      }
      .home { justify-self: start; display: inline-flex; align-items: center; gap: 0.625rem; color: var(--ink); text-decoration: none; }
      .home svg { width: 2rem; height: 2rem; }
      .sign { fill: var(--accent); }
      .light { fill: var(--on-accent); }
      .warm { fill: light-dark(#f0c9a4, #8f3a24); }
      .name { font: 600 1.375rem/1 var(--serif); letter-spacing: -0.02em; }
      .buttons { display: flex; align-items: center; justify-content: flex-end; gap: 0.5rem; }
      @media (width < 27rem) {
        .bar { column-gap: 0.5rem; }
        .buttons { gap: 0.3125rem; }
        .home { gap: 0.5rem; }
        .name { font-size: 1.25rem; }
      }
      /* On the narrowest phones four round buttons leave no room for the name. */
      @media (width < 24rem) { .name { display: none; } }
    `,
  ];

  /** Undefined until the shop's settings are loaded. */
  declare shop: Shop | undefined;
  declare route: Route | undefined;

  override render() {
    return html`
      <div class="bar">
        <a class="home" href="/" aria-label="Bookstore, all books">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect class="sign" width="32" height="32" rx="7" />
            <rect class="light" x="7" y="8" width="5" height="17" rx="1" />
            <rect class="warm" x="13.5" y="6" width="5" height="19" rx="1" />
            <rect class="light" x="20.2" y="8.4" width="5" height="17" rx="1" transform="rotate(-11 22.7 25)" />
          </svg>
          <span class="name">Bookstore</span>
        </a>
        <search-box .shop=${this.shop} .route=${this.route}></search-box>
        <div class="buttons">
          <lobby-link></lobby-link>
          <cart-link .shop=${this.shop}></cart-link>
          <account-menu .shop=${this.shop} here=${this.#here}></account-menu>
          <theme-toggle></theme-toggle>
        </div>
      </div>
    `;
  }

  /** From one form of the account to the next there is nothing to come back to but what was wanted first. */
  get #here(): string {
    if (this.route !== undefined && 'next' in this.route) return this.route.next;
    return location.pathname + location.search;
  }
}

customElements.define('site-header', SiteHeader);

declare global {
  interface HTMLElementTagNameMap {
    'site-header': SiteHeader;
  }
}
