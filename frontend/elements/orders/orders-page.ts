/** /orders: all that the reader has ordered, newest first; how far each has come changes by itself. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { Again } from '../../again.ts';
import { announce } from '../../announce.ts';
import { getFailureWords } from '../../failure-words.ts';
import { FollowingOrders } from '../../following-orders.ts';
import { countCopies, formatDay, formatPrice } from '../../format.ts';
import { getStatusWords } from '../../order-status.ts';
import type { Order, OrderPage } from '../../reader-api.ts';
import { Remote } from '../../remote.ts';
import { type OrdersRoute, toOrderHref, toPageHref } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { ReaderPage } from '../reader-page.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { summaryStyles } from '../summary-styles.ts';
import '../error-notice.ts';
import '../live-state.ts';
import '../page-nav.ts';
import '../quiet-shelf.ts';
import './order-covers.ts';
import './order-status.ts';

const first = '/orders';

class OrdersPage extends ReaderPage<OrdersRoute> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    skeletonStyles,
    summaryStyles,
    css`
      :host { max-width: 52rem; margin: 0 auto; }
      .heading { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; }
      article { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.75rem 1.5rem; margin-bottom: 1rem; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); transition: border-color var(--quick); }
      article:hover { border-color: var(--accent); }
      h2 { font-size: 1.1875rem; }
      h2 a { text-decoration: none; }
      h2 a::after { content: ""; position: absolute; inset: 0; border-radius: 1rem; }
      h2 a:focus-visible { outline: none; }
      h2 a:focus-visible::after { outline: 3px solid var(--accent); }
      .facts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.875rem; margin-top: 0.5rem; color: var(--muted); font-size: 0.9375rem; }
      .sum { font: 600 1.1875rem/1.3 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
      order-covers { grid-column: 1 / -1; }
      .bone { height: 9rem; margin-bottom: 1rem; border-radius: 1rem; }
      .notice { margin-bottom: 1.5rem; }
    `,
  ];

  readonly #page = new Remote<OrderPage>(this);
  readonly #again = new Again(() => this.#lookAgain());
  #loading: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    new FollowingOrders(this, () => this.shop.live, {
      onOrder: () => void this.#again.ask(),
      onLive: () => void this.#again.ask(),
    });
  }

  protected async load(): Promise<void> {
    const { page, from } = this.route;
    const loading = this.#page.load((call) => this.shop.readerApi.listOrders(from, call));
    this.#loading = loading;
    if (!(await loading)) return;
    const { value, error } = this.#page;
    if (value !== undefined && from !== undefined) this.shop.trail.remember(first, page, from);
    const summary = error ? getFailureWords(error.code).title : `${value?.items.length ?? 0} on this page`;
    await this.reportReady({ title: 'Your orders', summary: `Your orders: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    const { value, error, isBusy, isWaiting } = this.#page;
    if (value?.items.length === 0 && this.route.page === 1) return renderEmpty();
    return html`
      <div class="heading"><h1 tabindex="-1">Your orders</h1><live-state .live=${this.shop.live}></live-state></div>
      ${isWaiting ? html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <section aria-label="Orders" aria-busy=${isBusy}>
        ${error === undefined ? nothing : html`<error-notice .error=${error} @retry=${() => this.load()}></error-notice>`}
        ${isBusy && value === undefined ? html`<span class="bone"></span><span class="bone"></span>` : nothing}
        ${value?.items.map((order) => this.#renderOrder(order))}
        ${value?.items.length === 0 ? html`<p>There are no older orders.</p>` : nothing}
        ${this.#renderPageNav(value?.nextToken)}
      </section>
    `;
  }

  /**
   * News may come twice or late; what the API says now is the truth. Quietly: what is shown stays until there is
   * something new, and a failure waits for the next news.
   */
  async #lookAgain(): Promise<void> {
    await this.#loading;
    const before = this.#page.value;
    if (before === undefined || !this.isWelcome()) return;
    const call = { signal: new AbortController().signal, onWait: () => {} };
    const now = await this.shop.readerApi.listOrders(this.route.from, call).catch(() => undefined);
    if (now === undefined || this.#page.value !== before) return;
    this.#page.replace(now);
    announceChanges(before.items, now.items);
  }

  #renderOrder(order: Order) {
    const copies = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
    return html`
      <article>
        <div>
          <h2><a href=${toOrderHref(order.orderId)}>Order of ${formatDay(order.placedAt)}</a></h2>
          <p class="facts"><order-status status=${order.status}></order-status><span>${countCopies(copies)}</span></p>
        </div>
        <span class="sum">${formatPrice(order.totalInCents)}</span>
        <order-covers .lines=${order.items} .api=${this.shop.api}></order-covers>
      </article>
    `;
  }

  #renderPageNav(nextToken: string | undefined) {
    const { page } = this.route;
    return html`<page-nav page=${page} firstHref=${first} .previousHref=${this.shop.trail.findPrevious(first, page)}
      .nextHref=${nextToken === undefined ? undefined : toPageHref(first, page + 1, nextToken)}></page-nav>`;
  }
}

function announceChanges(before: readonly Order[], now: readonly Order[]): void {
  const statuses = new Map(before.map(({ orderId, status }) => [orderId, status]));
  const changed = now.filter(({ orderId, status }) => statuses.has(orderId) && statuses.get(orderId) !== status);
  if (changed.length === 0) return;
  announce(changed.map((it) => `Order of ${formatDay(it.placedAt)}: ${getStatusWords(it.status).name}.`).join(' '));
}

function renderEmpty() {
  return html`
    <div class="quiet">
      <quiet-shelf></quiet-shelf>
      <h1 tabindex="-1">No orders yet</h1>
      <p>What you order is kept here, with how far it has come.</p>
      <a class="button primary" href="/">See all books</a>
    </div>
  `;
}

customElements.define('orders-page', OrdersPage);
