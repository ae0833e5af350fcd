/** The bottom of every page: what this shop is, and which API it speaks to. */
import { css, html, LitElement, nothing } from 'lit';
import type { Outputs } from '../outputs.ts';
import { sharedStyles } from './shared-styles.ts';

class SiteFooter extends LitElement {
  static override properties = { outputs: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host { border-top: 1px solid var(--line); color: var(--muted); font-size: var(--text-small); }
      div {
        display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 2rem;
        max-width: calc(var(--page-width) + 2 * var(--gutter)); min-height: 4.5rem; margin: 0 auto; padding: 1.5rem var(--gutter);
      }
      nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
      nav a { display: inline-block; padding: 0.375rem 0; color: var(--ink); text-underline-offset: 0.2em; }
      nav a:hover { color: var(--accent); }
      nav { flex-basis: 100%; }
      code { font-size: 0.9em; overflow-wrap: anywhere; }
    `,
  ];

  declare outputs: Outputs | undefined;

  override render() {
    const api = this.outputs
      ? html`<p>API <code>${this.outputs.ApiUrl}</code>, region <code>${this.outputs.Region}</code></p>`
      : nothing;
    return html`
      <div>
          <nav aria-label="More of the shop">
            <ul role="list">
              <li><a href="/lobby">The lobby</a></li>
              <li><a href="/wishlist">Saved for later</a></li>
              <li><a href="/api-docs/index.html">API documentation</a></li>
            </ul>
          </nav>
          <p>A demonstration shop on API Gateway, Lambda and DynamoDB. Nothing here is really for sale.</p>
          ${api}
      </div>
    `;
  }
}

customElements.define('site-footer', SiteFooter);

declare global {
  interface HTMLElementTagNameMap {
    'site-footer': SiteFooter;
  }
}
