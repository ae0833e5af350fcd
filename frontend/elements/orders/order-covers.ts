/** The covers of an order's books in a row, as a reminder; their titles for screen readers. */
import { css, html, LitElement, nothing } from 'lit';
import type { Api } from '../../api.ts';
import type { OrderLine } from '../../reader-api.ts';
import { sharedStyles } from '../shared-styles.ts';
import '../book-cover.ts';

const shown = 6;

class OrderCovers extends LitElement {
  static override properties = { lines: { attribute: false }, api: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      ul { display: flex; align-items: center; gap: 0.625rem; overflow: hidden; padding-bottom: 0.5rem; }
      book-cover { width: 3.25rem; flex: none; }
      .more { color: var(--muted); font-size: 0.9375rem; white-space: nowrap; }
    `,
  ];

  declare lines: readonly OrderLine[];
  declare api: Api;

  override render() {
    const rest = this.lines.length - shown;
    return html`
      <ul role="list">
        ${this.lines.slice(0, shown).map(
          ({ bookId, title }) => html`
            <li><book-cover src=${this.api.toCoverUrl(bookId)} heading=${title} author=""></book-cover><span class="visually-hidden">${title}</span></li>`,
        )}
        ${rest > 0 ? html`<li class="more">and ${rest} more</li>` : nothing}
      </ul>
    `;
  }
}

customElements.define('order-covers', OrderCovers);
