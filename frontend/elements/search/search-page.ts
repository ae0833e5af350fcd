/** /search?q=: the books whose title and author have all the words. */
import { css, html, nothing, type PropertyValues } from 'lit';
import type { SearchResult } from '../../api.ts';
import { getFailureWords } from '../../failure-words.ts';
import { countBooks } from '../../format.ts';
import { Remote } from '../../remote.ts';
import type { SearchRoute } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { PageElement } from '../page-element.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../book-grid.ts';
import '../error-notice.ts';
import '../quiet-shelf.ts';

const shortestWord = 2;

class SearchPage extends PageElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      header { margin: clamp(1.5rem, 4vw, 2.5rem) 0 2.25rem; }
      h1 { font-size: var(--text-title); overflow-wrap: anywhere; }
      header p { margin-top: 0.5rem; color: var(--muted); min-height: 1.6em; }
      .stale { opacity: 0.55; }
      .quiet { margin: 4rem auto; text-align: center; }
      .quiet p { max-width: 30rem; margin: 1.5rem auto; font: var(--text-large)/1.5 var(--serif); text-wrap: balance; }
      .truncated { margin-top: 2.5rem; color: var(--muted); text-align: center; }
      .waiting { margin-bottom: 1.5rem; padding: 0.75rem 1.125rem; border-radius: var(--round); background: var(--accent-soft); }
    `,
  ];

  declare shop: Shop;
  declare route: SearchRoute;
  readonly #result = new Remote<SearchResult>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route')) void this.#load();
  }

  override render() {
    const { query } = this.route;
    return html`
      <header>
        <h1 tabindex="-1">${query === '' ? 'Search' : html`“${query}”`}</h1>
        <p>${this.#summary}</p>
      </header>
      <section aria-labelledby="found" aria-busy=${this.#result.isBusy}>
        <h2 class="visually-hidden" id="found">Books found</h2>
        ${this.#renderContent()}
      </section>
    `;
  }

  get #isTooShort(): boolean {
    return this.route.query.length < shortestWord;
  }

  get #summary(): string {
    const { value, error, isBusy } = this.#result;
    if (this.#isTooShort || error !== undefined) return '';
    if (value === undefined || isBusy) return 'Searching…';
    return value.truncated ? `The best ${value.items.length} matches` : `${countBooks(value.items.length)} found`;
  }

  async #load(): Promise<void> {
    const { query } = this.route;
    const title = query === '' ? 'Search' : `“${query}”`;
    if (this.#isTooShort) {
      this.#result.forget();
      return this.reportReady({ title, summary: 'Type at least two letters.' });
    }
    // What was found for the letters before stays in sight until the answer is there.
    const isLatest = await this.#result.load((call) => this.shop.api.searchBooks(query, call), this.#result.value);
    if (!isLatest) return;
    const { error } = this.#result;
    const summary = error ? getFailureWords(error.code).title : this.#summary;
    await this.reportReady({ title, summary: `${title}: ${summary}` });
  }

  #renderContent() {
    const { value, error, isBusy, isWaiting } = this.#result;
    if (this.#isTooShort) return renderQuiet('Type at least two letters of a title or an author.');
    if (error !== undefined) return html`<error-notice .error=${error} @retry=${() => this.#load()}></error-notice>`;
    if (value?.items.length === 0 && !isBusy)
      return renderQuiet('Nothing on our shelves has all of these words. Fewer letters may find more.');
    return html`
      ${isWaiting ? html`<p class="waiting" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      <book-grid class=${isBusy && value ? 'stale' : ''} .api=${this.shop.api} .wishlist=${this.shop.wishlist} .books=${value?.items} size="5"></book-grid>
      ${value?.truncated ? html`<p class="truncated">There are more. Another word or letter narrows it down.</p>` : nothing}
    `;
  }
}

function renderQuiet(words: string) {
  return html`
    <div class="quiet">
      <quiet-shelf></quiet-shelf>
      <p>${words}</p>
      <a class="button" href="/">See all books</a>
    </div>
  `;
}

customElements.define('search-page', SearchPage);
