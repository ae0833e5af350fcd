/** One order as staff see it, with a button for each step that it may take. It stays in sight when it has moved on. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import { formatPrice, formatTime, shortenOrderId } from '../../format.ts';
import { getStatusWords } from '../../order-status.ts';
import type { OrderStatus } from '../../reader-api.ts';
import type { Shop } from '../../shop.ts';
import type { StaffOrder } from '../../staff-api.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../action-notice.ts';
import '../orders/order-status.ts';

class StaffOrderCard extends LitElement {
  static override properties = { shop: { attribute: false }, order: { attribute: false }, status: { state: true } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      article { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.75rem 1.5rem; margin-bottom: 1rem; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
      .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.375rem 0.875rem; }
      h2 { font-size: 1.1875rem; }
      .when { color: var(--muted); font-size: 0.9375rem; }
      .sum { font: 600 1.1875rem/1.3 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
      .lines { color: var(--ink); font-size: 0.9375rem; overflow-wrap: anywhere; }
      .steps, action-notice { grid-column: 1 / -1; }
      .lines { grid-column: 1 / -1; }
      .steps { display: flex; flex-wrap: wrap; gap: 0.75rem; }
      .steps:empty { display: none; }
    `,
  ];

  declare shop: Shop;
  declare order: StaffOrder;
  declare status: OrderStatus;
  readonly #step = new Action(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('order')) this.status = this.order.status;
  }

  override render() {
    const { orderId, placedAt, items, totalInCents } = this.order;
    const { error, isWaiting } = this.#step;
    return html`
      <article>
        <div class="head">
          <h2 tabindex="-1">Order ${shortenOrderId(orderId)}</h2>
          <order-status status=${this.status}></order-status>
          <span class="when">${formatTime(placedAt)}</span>
        </div>
        <span class="sum">${formatPrice(totalInCents)}</span>
        <ul class="lines" role="list">${items.map(({ title, quantity }) => html`<li>${quantity} × ${title}</li>`)}</ul>
        <action-notice .state=${{ error, isWaiting }}></action-notice>
        <div class="steps">${getStatusWords(this.status).next.map((next) => this.#renderStep(next))}</div>
      </article>
    `;
  }

  #renderStep(next: OrderStatus) {
    return html`
      <button class=${next === 'cancelled' ? 'button' : 'button primary'} type="button" aria-disabled=${this.#step.isBusy} @click=${() => this.#move(next)}>
        <span>${getStatusWords(next).step}<span class="visually-hidden">: order ${shortenOrderId(this.order.orderId)}</span></span>
      </button>
    `;
  }

  async #move(next: OrderStatus): Promise<void> {
    const before = this.status;
    if (this.#step.isBusy) return;
    this.status = next;
    // The button that was pressed is about to go.
    this.renderRoot.querySelector('h2')?.focus();
    const isDone = await this.#step.run(async (call) => {
      this.status = (await this.shop.staffApi.changeOrderStatus(this.order, next, call)).status;
    });
    if (!isDone) this.status = before;
    announce(`Order ${shortenOrderId(this.order.orderId)}: ${getStatusWords(this.status).name}.`);
  }
}

customElements.define('staff-order', StaffOrderCard);
