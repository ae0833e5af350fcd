/** / and /categories/{category}: a page of books beside the shelves. */
import { css, html, nothing, type PropertyValues } from 'lit';
import type { BookPage } from '../api.ts';
import { getShelf } from '../categories.ts';
import { getFailureWords } from '../failure-words.ts';
import { countBooks } from '../format.ts';
import { Remote } from '../remote.ts';
import { type CatalogueRoute, toListHref } from '../routes.ts';
import type { Shop } from '../shop.ts';
import { PageElement } from './page-element.ts';
import { sharedStyles } from './shared-styles.ts';
import './book-grid.ts';
import './category-nav.ts';
import './error-notice.ts';
import './page-nav.ts';
import './quiet-shelf.ts';
import './shop-window.ts';
import './sort-links.ts';

class CataloguePage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .layout { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; }
      @media (width >= 62rem) {
        .layout { grid-template-columns: 11.5rem minmax(0, 1fr); gap: clamp(2.5rem, 5vw, 4.5rem); padding-top: 2.5rem; }
        category-nav { position: sticky; top: 2rem; align-self: start; }
      }
      .heading { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1rem 2rem; margin-bottom: 2.25rem; }
      h1 { font-size: var(--text-title); }
      .page { color: var(--muted); font-weight: 400; }
      .line { margin-top: 0.375rem; color: var(--muted); font: italic var(--text-large)/1.4 var(--serif); }
      h2 { font-size: 1.75rem; }
      .quiet { margin: 4rem auto; text-align: center; }
      .quiet p { margin: 1.5rem 0; font: var(--text-large)/1.5 var(--serif); }
      .waiting { margin-bottom: 1.5rem; padding: 0.75rem 1.125rem; border-radius: var(--round); background: var(--accent-soft); }
    `,
  ];

  declare shop: Shop;
  declare route: CatalogueRoute;
  readonly #page = new Remote<BookPage>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route')) void this.#load();
  }

  override render() {
    const { category } = this.route;
    return html`
      ${this.#hasWindow ? html`<shop-window .api=${this.shop.api} .books=${this.#page.value?.items}></shop-window>` : nothing}
      <div class="layout">
        <category-nav .current=${category}></category-nav>
        <section aria-labelledby="heading" aria-busy=${this.#page.isBusy}>
          ${this.#renderHeading()} ${this.#renderContent()}
        </section>
      </div>
    `;
  }

  /** The first page of all books begins with the shop window, unless there is nothing to put into it. */
  get #hasWindow(): boolean {
    return this.route.category === undefined && this.route.page === 1 && this.#page.error === undefined;
  }

  get #title(): string {
    const { category, page } = this.route;
    const name = category === undefined ? 'All books' : getShelf(category).name;
    return page === 1 ? name : `${name}, page ${page}`;
  }

  override focusHeading(): void {
    if (this.#hasWindow) this.renderRoot.querySelector('shop-window')?.focusHeading();
    else super.focusHeading();
  }

  async #load(): Promise<void> {
    const { route } = this;
    const seen = this.shop.api.findSeenPage(route);
    const isLatest = await this.#page.load((call) => this.shop.api.listBooks(route, call), seen);
    if (!isLatest) return;
    const { value, error } = this.#page;
    if (value !== undefined && route.from !== undefined)
      this.shop.trail.remember(toListHref(route), route.page, route.from);
    const summary = error ? getFailureWords(error.code).title : countBooks(value?.items.length ?? 0);
    await this.reportReady({ title: this.#title, summary: `${this.#title}: ${summary}` });
  }

  #renderHeading() {
    const { category, page } = this.route;
    if (this.#hasWindow) return html`<div class="heading"><h2 id="heading">All books</h2></div>`;
    const line = category === undefined ? nothing : html`<p class="line">${getShelf(category).line}</p>`;
    const name = category === undefined ? 'All books' : getShelf(category).name;
    return html`
      <div class="heading">
        <div>
          <h1 id="heading" tabindex="-1">${name}${page > 1 ? html`<span class="page">, page ${page}</span>` : nothing}</h1>
          ${line}
        </div>
        <sort-links .list=${this.route}></sort-links>
      </div>
      <h2 class="visually-hidden">Books</h2>
    `;
  }

  #renderContent() {
    const { value, error, isWaiting } = this.#page;
    if (error !== undefined) {
      const isLaterPage = this.route.from !== undefined;
      return html`<error-notice .error=${error} homeHref=${isLaterPage ? toListHref(this.route) : '/'}
        homeLabel=${isLaterPage ? 'Go to the first page' : 'See all books'} @retry=${() => this.#load()}></error-notice>`;
    }
    if (value?.items.length === 0) return html`${this.#renderEmpty()}${this.#renderPageNav(value)}`;
    const waiting = isWaiting
      ? html`<p class="waiting" role="status">The shop is busy just now. Trying again in a moment…</p>`
      : nothing;
    return html`${waiting}<book-grid .api=${this.shop.api} .wishlist=${this.shop.wishlist} .books=${value?.items}></book-grid>${this.#renderPageNav(value)}`;
  }

  #renderEmpty() {
    return html`
      <div class="quiet">
        <quiet-shelf></quiet-shelf>
        <p>${this.route.page === 1 ? 'The shelf is empty for now. Do look in again.' : 'You have reached the end of the shelf.'}</p>
      </div>
    `;
  }

  #renderPageNav(value: BookPage | undefined) {
    const { page } = this.route;
    const next = value?.nextToken === undefined ? undefined : toListHref(this.route, page + 1, value.nextToken);
    return html`<page-nav page=${page} firstHref=${toListHref(this.route)} .nextHref=${next}
      .previousHref=${this.shop.trail.findPrevious(toListHref(this.route), page)}></page-nav>`;
  }
}

customElements.define('catalogue-page', CataloguePage);
