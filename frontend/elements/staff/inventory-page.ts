/** /admin/books: the whole catalogue with its stock. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BookPage } from '../../api.ts';
import type { CallOptions } from '../../api-transport.ts';
import { getFailureWords } from '../../failure-words.ts';
import { countBooks } from '../../format.ts';
import { Remote } from '../../remote.ts';
import { type InventoryRoute, toInventoryHref, toPageHref } from '../../routes.ts';
import { formStyles } from '../form-styles.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { StaffPage } from './staff-page.ts';
import '../error-notice.ts';
import '../page-nav.ts';
import './inventory-row.ts';

class InventoryPage extends StaffPage<InventoryRoute> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    noticeStyles,
    skeletonStyles,
    css`
      header { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1rem 2rem; margin: clamp(1.5rem, 4vw, 2.25rem) 0 1.5rem; }
      h1 { font-size: var(--text-title); }
      form { display: flex; flex: 1 1 18rem; align-items: end; gap: 0.75rem; max-width: 30rem; margin-bottom: 1.5rem; }
      form .field { flex: 1; }
      form .button { min-height: 2.875rem; }
      .empty { padding: 2rem 0; color: var(--muted); }
      .bone { height: 5rem; margin-bottom: 0.75rem; }
      .notice { margin-bottom: 1rem; }
    `,
  ];

  readonly #page = new Remote<BookPage>(this);

  protected async load(): Promise<void> {
    const { query, page, from } = this.route;
    const isLatest = await this.#page.load((call) => this.#ask(call));
    if (!isLatest) return;
    const { value, error } = this.#page;
    if (value !== undefined && from !== undefined) this.shop.trail.remember(toInventoryHref(query), page, from);
    const summary = error ? getFailureWords(error.code).title : countBooks(value?.items.length ?? 0);
    await this.reportReady({ title: 'Inventory', summary: `Inventory: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    const { query } = this.route;
    return html`
      <staff-nav current="inventory"></staff-nav>
      <header>
        <h1 tabindex="-1">Inventory</h1>
        <a class="button primary" href="/admin/new-book">Add a book</a>
      </header>
      <form role="search" aria-label="Inventory" @submit=${this.#search}>
        <div class="field">
          <label for="q">Find a book</label>
          <input id="q" name="q" type="search" maxlength="100" placeholder="Title or author" .value=${query}>
        </div>
        <button class="button" type="submit">Find</button>
      </form>
      ${this.#renderList()}
    `;
  }

  #ask(call: CallOptions): Promise<BookPage> {
    const { query, page, from } = this.route;
    const { api } = this.shop;
    if (query !== '') return api.searchBooks(query, call);
    return api.listBooks({ view: 'catalogue', sort: 'title', page, ...(from !== undefined && { from }) }, call);
  }

  #renderList() {
    const { value, error, isBusy, isWaiting } = this.#page;
    if (error !== undefined) {
      return html`<error-notice .error=${error} homeHref="/admin/books" homeLabel="See the whole inventory"
        @retry=${() => this.load()}></error-notice>`;
    }
    const rows =
      value === undefined ? [1, 2, 3, 4].map(() => html`<span class="bone"></span>`) : this.#renderRows(value);
    return html`
      ${isWaiting ? html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <section aria-label="Books" aria-busy=${isBusy}>${rows}</section>
      ${this.#renderPageNav(value?.nextToken)}
    `;
  }

  #renderRows({ items }: BookPage) {
    if (items.length === 0) return html`<p class="empty">No book has all of these words.</p>`;
    const renderRow = (book: BookPage['items'][number]) =>
      html`<li><inventory-row .shop=${this.shop} .book=${book}></inventory-row></li>`;
    return html`<ul role="list">${repeat(items, ({ id }) => id, renderRow)}</ul>`;
  }

  #renderPageNav(nextToken: string | undefined) {
    const { page, query } = this.route;
    const first = toInventoryHref(query);
    return html`<page-nav page=${page} firstHref=${first} .previousHref=${this.shop.trail.findPrevious(first, page)}
      .nextHref=${nextToken === undefined ? undefined : toPageHref(first, page + 1, nextToken)}></page-nav>`;
  }

  readonly #search = (event: SubmitEvent): void => {
    event.preventDefault();
    const query = this.renderRoot.querySelector<HTMLInputElement>('#q')?.value.trim() ?? '';
    this.shop.guide.go(toInventoryHref(query));
  };
}

customElements.define('inventory-page', InventoryPage);
