/** Searches as the visitor types: the address follows, and the search page shows what it names. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { type Route, toSearchHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { sharedStyles } from '../shared-styles.ts';

const quietMs = 250;

class SearchBox extends LitElement {
  static override properties = { shop: { attribute: false }, route: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      form { position: relative; }
      svg { position: absolute; top: 50%; left: 1rem; width: 1.125rem; height: 1.125rem; margin-top: -0.5625rem; fill: none; stroke: var(--muted); stroke-width: 2; stroke-linecap: round; pointer-events: none; }
      input {
        width: 100%; height: 2.75rem; padding: 0 1rem 0 2.75rem; border: 1px solid var(--line-strong); border-radius: 99rem; background: var(--surface);
        color: var(--ink); font: 1rem/1.5 var(--sans); appearance: none; transition: border-color var(--quick);
      }
      input:hover { border-color: var(--accent); }
      input:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); }
      ::placeholder { color: var(--muted); opacity: 1; }
      ::-webkit-search-cancel-button { cursor: pointer; }
    `,
  ];

  declare shop: Shop | undefined;
  declare route: Route | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override render() {
    return html`
      <form role="search" @submit=${this.#submit}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.5 15.5 5 5" /></svg>
        <input type="search" name="q" aria-label="Search by title or author" placeholder="Title or author" maxlength="100"
          autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" @input=${this.#wait}>
      </form>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('route') || this.#timer !== undefined) return;
    const query = this.route?.view === 'search' ? this.route.query : '';
    // A space at the end is not part of the search, but of what is being typed.
    if (this.#input && this.#input.value.trim() !== query) this.#input.value = query;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWaiting();
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  readonly #wait = (): void => {
    this.#stopWaiting();
    this.#timer = setTimeout(() => this.#search(), quietMs);
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#search();
  };

  #search(): void {
    this.#stopWaiting();
    const query = this.#input?.value.trim() ?? '';
    // Emptying the box does not lead away from another page.
    if (query === '' && this.route?.view !== 'search') return;
    this.shop?.guide.follow(toSearchHref(query));
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

customElements.define('search-box', SearchBox);
