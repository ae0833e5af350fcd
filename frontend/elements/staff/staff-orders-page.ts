/** /admin/orders: the orders of a day in one status, oldest first, and the steps that they may take. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { getFailureWords } from '../../failure-words.ts';
import { getStatusWords, orderStatuses } from '../../order-status.ts';
import { Remote } from '../../remote.ts';
import { type StaffOrdersRoute, toPageHref, toStaffOrdersHref } from '../../routes.ts';
import type { StaffOrderPage } from '../../staff-api.ts';
import { formStyles } from '../form-styles.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { StaffPage } from './staff-page.ts';
import '../error-notice.ts';
import '../page-nav.ts';
import './staff-order.ts';

class StaffOrdersPage extends StaffPage<StaffOrdersRoute> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    noticeStyles,
    skeletonStyles,
    css`
      h1 { margin: clamp(1.5rem, 4vw, 2.25rem) 0 1.5rem; font-size: var(--text-title); }
      .filters { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1.25rem 2rem; margin-bottom: 1.75rem; }
      .filters ul { display: flex; flex-wrap: wrap; gap: 0.5rem; }
      .filters li a { display: flex; align-items: center; min-height: 2.75rem; padding: 0.25rem 1rem; border: 1px solid var(--line); border-radius: 99rem; text-decoration: none; }
      .filters li a:hover { border-color: var(--accent); color: var(--accent); }
      .filters li a:focus-visible { border-radius: 99rem; }
      .filters li a[aria-current] { border-color: transparent; background: var(--accent-soft); color: var(--accent); font-weight: 600; }
      .field { width: 11rem; }
      .empty { padding: 2rem 0; color: var(--muted); }
      .bone { height: 9rem; margin-bottom: 1rem; border-radius: 1rem; }
      .notice { margin-bottom: 1rem; }
    `,
  ];

  readonly #page = new Remote<StaffOrderPage>(this);

  protected async load(): Promise<void> {
    const { status, day, from, page } = this.route;
    const query = { status, ...(day !== undefined && { day }), ...(from !== undefined && { nextToken: from }) };
    const isLatest = await this.#page.load((call) => this.shop.staffApi.listOrders(query, call));
    if (!isLatest) return;
    const { value, error } = this.#page;
    if (value !== undefined && from !== undefined) this.shop.trail.remember(toStaffOrdersHref(status, day), page, from);
    const title = `Orders, ${getStatusWords(status).name.toLowerCase()}`;
    const summary = error ? getFailureWords(error.code).title : `${value?.items.length ?? 0} on this page`;
    await this.reportReady({ title, summary: `${title}: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    return html`
      <staff-nav current="orders"></staff-nav>
      <h1 tabindex="-1">Orders to handle</h1>
      ${this.#renderFilters()} ${this.#renderList()}
    `;
  }

  #renderFilters() {
    const { status: current, day } = this.route;
    const today = new Date().toISOString().slice(0, 10);
    const choose = (event: Event) => {
      if (!(event.currentTarget instanceof HTMLInputElement)) return;
      const chosen = event.currentTarget.value;
      this.shop.guide.go(toStaffOrdersHref(current, chosen === '' ? undefined : chosen));
    };
    return html`
      <div class="filters">
        <nav aria-label="Status">
          <ul role="list">
            ${orderStatuses.map(
              (status) => html`
                <li><a href=${toStaffOrdersHref(status, day)} aria-current=${status === current ? 'page' : nothing}>${getStatusWords(status).name}</a></li>`,
            )}
          </ul>
        </nav>
        <div class="field">
          <label for="day">Placed on (UTC)</label>
          <input id="day" type="date" max=${today} .value=${day ?? today} @change=${choose}>
        </div>
      </div>
    `;
  }

  #renderList() {
    const { value, error, isBusy, isWaiting } = this.#page;
    if (error !== undefined) {
      return html`<error-notice .error=${error} homeHref="/admin/orders" homeLabel="See today’s orders" @retry=${() => this.load()}></error-notice>`;
    }
    const bones = [1, 2].map(() => html`<span class="bone"></span>`);
    return html`
      ${isWaiting ? html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <section aria-label="Orders" aria-busy=${isBusy}>${value === undefined ? bones : this.#renderOrders(value)}</section>
      ${this.#renderPageNav(value?.nextToken)}
    `;
  }

  #renderOrders({ items }: StaffOrderPage) {
    if (items.length === 0) return html`<p class="empty">No order of this day is in this status.</p>`;
    const renderOrder = (order: StaffOrderPage['items'][number]) =>
      html`<li><staff-order .shop=${this.shop} .order=${order}></staff-order></li>`;
    return html`<ul role="list">${repeat(items, ({ orderId }) => orderId, renderOrder)}</ul>`;
  }

  #renderPageNav(nextToken: string | undefined) {
    const { page, status, day } = this.route;
    const first = toStaffOrdersHref(status, day);
    return html`<page-nav page=${page} firstHref=${first} .previousHref=${this.shop.trail.findPrevious(first, page)}
      .nextHref=${nextToken === undefined ? undefined : toPageHref(first, page + 1, nextToken)}></page-nav>`;
  }
}

customElements.define('staff-orders-page', StaffOrdersPage);
