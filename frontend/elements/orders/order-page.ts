/** /orders/{orderId}: one order and how far it has come, which changes by itself while it is on its way. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { Again } from '../../again.ts';
import { announce } from '../../announce.ts';
import { getFailureWords } from '../../failure-words.ts';
import { FollowingOrders } from '../../following-orders.ts';
import { formatPrice, formatTime, shortenOrderId } from '../../format.ts';
import { getStatusWords } from '../../order-status.ts';
import type { Order } from '../../reader-api.ts';
import { Remote } from '../../remote.ts';
import type { OrderRoute } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { ReaderPage } from '../reader-page.ts';
import { sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { summaryStyles } from '../summary-styles.ts';
import '../error-notice.ts';
import '../live-state.ts';
import './order-lines.ts';
import './order-progress.ts';

/** Where WebSockets don't get through. */
const lookAgainMs = 10_000;

class OrderPage extends ReaderPage<OrderRoute> {
  static override styles = [
    sharedStyles,
    noticeStyles,
    skeletonStyles,
    summaryStyles,
    css`
      :host { max-width: 52rem; margin: 0 auto; }
      .trail { margin-top: 1.5rem; font-size: 0.9375rem; color: var(--muted); }
      .trail a { display: inline-block; padding: 0.25rem 0; text-decoration: none; }
      .trail a:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
      h1 { margin: 0.75rem 0 0.5rem; }
      .when { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; margin-bottom: 1.75rem; color: var(--muted); }
      .thanks { margin-bottom: 1.75rem; padding: 1rem 1.25rem; font-size: 1rem; }
      .thanks strong { display: block; font: 600 1.25rem/1.4 var(--serif); }
      .progress { margin-bottom: 2.25rem; padding: 1.75rem 1rem 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
      h2 { margin-bottom: 0.75rem; font-size: 1.375rem; }
      .total { display: flex; justify-content: space-between; padding-top: 1rem; border-top: 1px solid var(--line); font: 600 1.375rem/1.3 var(--serif); font-variant-numeric: lining-nums; }
      .bone { height: 9rem; margin-top: 2rem; border-radius: 1rem; }
    `,
  ];

  readonly #order = new Remote<Order>(this);
  readonly #again = new Again(() => this.#lookAgain());
  readonly #onVisible = () => void this.#again.ask();
  #timer: ReturnType<typeof setInterval> | undefined;
  #loading: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    new FollowingOrders(this, () => this.shop.live, {
      // News may come twice or late; what the API says now is the truth.
      onOrder: ({ orderId }) => {
        if (orderId === this.route.orderId) void this.#again.ask();
      },
      onLive: () => void this.#again.ask(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (this.shop.live.state !== 'live') void this.#again.ask();
    }, lookAgainMs);
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  protected async load(): Promise<void> {
    const loading = this.#order.load((call) => this.shop.readerApi.getOrder(this.route.orderId, call));
    this.#loading = loading;
    if (!(await loading)) return;
    const { value, error } = this.#order;
    const title = error ? getFailureWords(error.code).title : 'Your order';
    const summary = value ? `Your order: ${getStatusWords(value.status).name}` : title;
    await this.reportReady({ title, summary });
  }

  protected renderContent(): TemplateResult {
    const { value, error, isBusy } = this.#order;
    if (error !== undefined) {
      return html`
        <h1 class="visually-hidden" tabindex="-1">${getFailureWords(error.code).title}</h1>
        <error-notice .error=${error} homeHref="/orders" homeLabel="See all orders" @retry=${() => this.load()}></error-notice>
      `;
    }
    return html`
      <nav class="trail" aria-label="Breadcrumb"><a href="/orders">Your orders</a></nav>
      <div aria-busy=${isBusy}>
        ${value === undefined ? html`<h1 tabindex="-1">Your order</h1><span class="bone"></span><span class="bone"></span>` : this.#renderOrder(value)}
      </div>
    `;
  }

  #renderOrder(order: Order) {
    const isNew = order.orderId === this.shop.checkout.latestOrderId && order.status === 'placed';
    return html`
      <h1 tabindex="-1">Order ${shortenOrderId(order.orderId)}</h1>
      <p class="when"><span>Placed ${formatTime(order.placedAt)}</span><live-state .live=${this.shop.live}></live-state></p>
      ${isNew ? html`<p class="notice success thanks"><strong>Thank you!</strong> Your order is placed. You can follow it on this page.</p>` : nothing}
      <div class="progress"><order-progress status=${order.status}></order-progress></div>
      <section aria-labelledby="books">
        <h2 id="books">Books</h2>
        <order-lines .lines=${order.items} .api=${this.shop.api}></order-lines>
        <p class="total"><span>Total</span><span>${formatPrice(order.totalInCents)}</span></p>
      </section>
    `;
  }

  /** Quietly: what is shown stays until there is something new, and a failure waits for the next time. */
  async #lookAgain(): Promise<void> {
    await this.#loading;
    const before = this.#order.value;
    if (before === undefined || document.visibilityState !== 'visible') return;
    if (getStatusWords(before.status).next.length === 0 || !this.isWelcome()) return;
    const { signal } = new AbortController();
    const now = await this.shop.readerApi.getOrder(before.orderId, { signal, onWait: () => {} }).catch(() => undefined);
    if (now === undefined || now.status === before.status || this.#order.value !== before) return;
    this.#order.replace(now);
    announce(`Your order: ${getStatusWords(now.status).name}. ${getStatusWords(now.status).line}`);
  }
}

customElements.define('order-page', OrderPage);
