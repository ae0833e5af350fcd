/** The top of every page: the shop's sign and the light switch. */
import { css, html, LitElement } from 'lit';
import { sharedStyles } from './shared-styles.ts';
import './theme-toggle.ts';

class SiteHeader extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      div {
        display: flex; align-items: center; justify-content: space-between; gap: 1rem;
        max-width: calc(var(--page-width) + 2 * var(--gutter)); height: 4.5rem; margin: 0 auto; padding: 0 var(--gutter);
      }
      a { display: inline-flex; align-items: center; gap: 0.625rem; color: var(--ink); text-decoration: none; }
      svg { width: 2rem; height: 2rem; }
      .sign { fill: var(--accent); }
      .light { fill: var(--on-accent); }
      .warm { fill: light-dark(#f0c9a4, #8f3a24); }
      .name { font: 600 1.375rem/1 var(--serif); letter-spacing: -0.02em; }
    `,
  ];

  override render() {
    return html`
      <div>
        <a href="/" aria-label="Bookstore, all books">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect class="sign" width="32" height="32" rx="7" />
            <rect class="light" x="7" y="8" width="5" height="17" rx="1" />
            <rect class="warm" x="13.5" y="6" width="5" height="19" rx="1" />
            <rect class="light" x="20.2" y="8.4" width="5" height="17" rx="1" transform="rotate(-11 22.7 25)" />
          </svg>
          <span class="name">Bookstore</span>
        </a>
        <theme-toggle></theme-toggle>
      </div>
    `;
  }
}

customElements.define('site-header', SiteHeader);
