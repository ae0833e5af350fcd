/** An order's status as a small label; the colour only underlines the word. */
import { css, html, LitElement } from 'lit';
import { getStatusWords } from '../../order-status.ts';
import type { OrderStatus } from '../../reader-api.ts';
import { sharedStyles } from '../shared-styles.ts';

class OrderStatusLabel extends LitElement {
  static override properties = { status: {} };
  static override styles = [
    sharedStyles,
    css`
      :host { display: inline-block; }
      span { display: inline-block; padding: 0.125rem 0.75rem; border-radius: 99rem; background: var(--accent-soft); color: var(--accent); font-weight: 600; font-size: var(--text-small); line-height: 1.6; }
      .delivered { background: var(--success); color: var(--good); }
      .cancelled { background: var(--sunken); color: var(--muted); }
    `,
  ];

  declare status: OrderStatus;

  override render() {
    return html`<span class=${this.status}>${getStatusWords(this.status).name}</span>`;
  }
}

customElements.define('order-status', OrderStatusLabel);
