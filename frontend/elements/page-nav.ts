/** Previous and next page as real links, so that they can be opened in a new tab or shared. */
import { css, html, LitElement, nothing } from 'lit';
import { buttonStyles, sharedStyles } from './shared-styles.ts';

class PageNav extends LitElement {
  static override properties = { page: { type: Number }, firstHref: {}, previousHref: {}, nextHref: {} };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      nav { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 1rem; margin-top: 3.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
      span { color: var(--muted); font-size: 0.9375rem; white-space: nowrap; }
      .next { grid-column: 3; justify-self: end; }
      .back { grid-column: 1; justify-self: start; }
      .here { grid-column: 2; }
    `,
  ];

  declare page: number;
  declare firstHref: string;
  /** Undefined when this tab has not seen the page before this one: then there is a link to the first. */
  declare previousHref: string | undefined;
  declare nextHref: string | undefined;

  override render() {
    if (this.page === 1 && this.nextHref === undefined) return nothing;
    return html`
      <nav aria-label="Pages">
        ${this.page > 1 ? this.#renderBack() : nothing}
        <span class="here">Page ${this.page}</span>
        ${
          this.nextHref === undefined
            ? nothing
            : html`<a class="button next" href=${this.nextHref} rel="next">Next<span aria-hidden="true">→</span></a>`
        }
      </nav>
    `;
  }

  #renderBack() {
    const arrow = html`<span aria-hidden="true">←</span>`;
    return this.previousHref === undefined
      ? html`<a class="button back" href=${this.firstHref}>${arrow}First page</a>`
      : html`<a class="button back" href=${this.previousHref} rel="prev">${arrow}Previous</a>`;
  }
}

customElements.define('page-nav', PageNav);
