/** How far an order has come, as a row of steps. */
import { css, html, LitElement, nothing } from 'lit';
import { getStatusWords, orderStatuses } from '../../order-status.ts';
import type { OrderStatus } from '../../reader-api.ts';
import { sharedStyles } from '../shared-styles.ts';
import './order-status.ts';

const steps = orderStatuses.filter((status) => status !== 'cancelled');

class OrderProgress extends LitElement {
  static override properties = { status: {} };
  static override styles = [
    sharedStyles,
    css`
      ol { display: grid; grid-template-columns: repeat(4, 1fr); }
      li { position: relative; padding-top: 2.25rem; text-align: center; font-size: 0.9375rem; color: var(--muted); }
      /* The line to the step before; the first has none. */
      li + li::before { content: ""; position: absolute; top: 0.75rem; right: 50%; width: 100%; height: 0.1875rem; background: var(--line); }
      li::after { content: ""; position: absolute; z-index: 1; top: 0.25rem; left: 50%; width: 1.1875rem; height: 1.1875rem; margin-left: -0.59375rem; border: 0.1875rem solid var(--line); border-radius: 50%; background: var(--surface); }
      .done { color: var(--ink); }
      li + .done::before { background: var(--accent); }
      .done::after { border-color: var(--accent); background: var(--accent); }
      [aria-current] { color: var(--accent); font-weight: 600; }
      .line { margin-top: 1rem; text-align: center; }
    `,
  ];

  declare status: OrderStatus;

  override render() {
    const { line } = getStatusWords(this.status);
    if (this.status === 'cancelled')
      return html`<p class="line"><order-status status="cancelled"></order-status> ${line}</p>`;
    const reached = steps.indexOf(this.status);
    return html`
      <ol role="list">
        ${steps.map(
          (step, index) => html`
            <li class=${index <= reached ? 'done' : ''} aria-current=${index === reached ? 'step' : nothing}>
              ${getStatusWords(step).name}<span class="visually-hidden">${index <= reached ? ', done' : ', not yet'}</span>
            </li>`,
        )}
      </ol>
      <p class="line">${line}</p>
    `;
  }
}

customElements.define('order-progress', OrderProgress);
