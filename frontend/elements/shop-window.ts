/** The head of the front page: a greeting, and some of today's books fanned out. */
import { css, html, LitElement } from 'lit';
import type { Api, Book } from '../api.ts';
import { sharedStyles, skeletonStyles } from './shared-styles.ts';
import './book-cover.ts';

class ShopWindow extends LitElement {
  static override properties = { api: { attribute: false }, books: { attribute: false } };
  static override styles = [
    sharedStyles,
    skeletonStyles,
    css`
      :host { padding: clamp(1.25rem, 2.5vw, 2rem) 0 clamp(1rem, 2.5vw, 1.75rem); }
      .window { display: grid; align-items: center; gap: 2rem; }
      h1 { font-size: var(--text-hero); letter-spacing: -0.025em; line-height: 1.04; }
      p { max-width: 30rem; margin-top: 1.125rem; color: var(--muted); font: 1.1875rem/1.55 var(--serif); text-wrap: pretty; }
      .fan { display: none; }
      @media (width >= 50rem) {
        .window { grid-template-columns: minmax(0, 1fr) 27rem; }
        .fan { position: relative; display: block; height: 17rem; }
        .fan > * { position: absolute; top: 1.25rem; left: 50%; width: 9.25rem; margin-left: -4.625rem; transform-origin: 50% 160%; }
        .fan .bone { aspect-ratio: 2 / 3; border-radius: 0.25rem; box-shadow: var(--shadow-cover); }
        .fan > :nth-child(1) { transform: translateX(-4.5rem) rotate(-14deg); }
        .fan > :nth-child(2) { z-index: 1; transform: translateX(-2.25rem) rotate(-7deg); }
        .fan > :nth-child(3) { z-index: 2; }
        .fan > :nth-child(4) { z-index: 1; transform: translateX(2.25rem) rotate(7deg); }
        .fan > :nth-child(5) { transform: translateX(4.5rem) rotate(14deg); }
      }
      @media (width >= 75rem) { .window { grid-template-columns: minmax(0, 1fr) 32rem; } }
    `,
  ];

  declare api: Api;
  declare books: readonly Book[] | undefined;

  focusHeading(): void {
    this.renderRoot.querySelector('h1')?.focus({ preventScroll: true });
  }

  override render() {
    return html`
      <div class="window">
        <div>
          <h1 tabindex="-1">Good books, patiently chosen</h1>
          <p>Twelve shelves, from plays first staged in Athens to the science of today. Take your time.</p>
        </div>
        <div class="fan" aria-hidden="true">${this.#renderFan()}</div>
      </div>
    `;
  }

  // Every fourth book of the page, so that the fan does not repeat the row below it.
  #renderFan() {
    if (this.books === undefined) return [1, 2, 3, 4, 5].map(() => html`<span class="bone"></span>`);
    const chosen = this.books.filter((_, index) => index % 4 === 3).slice(0, 5);
    return chosen.map(
      ({ id, title, author }) =>
        html`<book-cover src=${this.api.toCoverUrl(id)} heading=${title} author=${author}></book-cover>`,
    );
  }
}

customElements.define('shop-window', ShopWindow);

declare global {
  interface HTMLElementTagNameMap {
    'shop-window': ShopWindow;
  }
}
