/** How many copies are left, in words; the colour only underlines them. */
import { css, html, LitElement, nothing } from 'lit';
import { describeStock } from '../format.ts';
import { sharedStyles } from './shared-styles.ts';

class StockNote extends LitElement {
  static override properties = { stock: { type: Number } };
  static override styles = [
    sharedStyles,
    css`
      :host { display: inline-block; font-size: var(--text-small); white-space: nowrap; }
      .plenty { color: var(--good); }
      .low { color: var(--low); font-weight: 600; }
      .none { color: var(--muted); }
    `,
  ];

  declare stock: number | undefined;

  override render() {
    if (this.stock === undefined) return nothing;
    const { words, level } = describeStock(this.stock);
    return html`<span class=${level}>${words}</span>`;
  }
}

customElements.define('stock-note', StockNote);
