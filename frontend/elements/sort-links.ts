/** The two orders of a category. They are links: the order is part of the address. */
import { css, html, LitElement, nothing } from 'lit';
import { type List, type Sort, toListHref } from '../routes.ts';
import { sharedStyles } from './shared-styles.ts';

const orders: readonly (readonly [Sort, string])[] = [
  ['title', 'Title'],
  ['price', 'Price, lowest first'],
];

class SortLinks extends LitElement {
  static override properties = { list: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.875rem; font-size: 0.9375rem; }
      span { color: var(--muted); }
      ul { display: flex; padding: 0.1875rem; border: 1px solid var(--line); border-radius: 99rem; }
      a { display: flex; align-items: center; min-height: 2.25rem; padding: 0.25rem 0.9375rem; border-radius: 99rem; text-decoration: none; transition: color var(--quick), background-color var(--quick); }
      a:hover { color: var(--accent); }
      a:focus-visible { border-radius: 99rem; }
      a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    `,
  ];

  declare list: List | undefined;

  override render() {
    if (this.list?.category === undefined) return nothing;
    return html`
      <nav aria-labelledby="label">
        <span id="label">Sort by</span>
        <ul role="list">${orders.map(([sort, name]) => html`<li>${this.#renderLink(sort, name)}</li>`)}</ul>
      </nav>
    `;
  }

  #renderLink(sort: Sort, name: string) {
    const href = toListHref({ ...this.list, sort });
    // One template for both states: the link that was just followed keeps the focus.
    return html`<a href=${href} aria-current=${sort === this.list?.sort ? 'true' : nothing}>${name}</a>`;
  }
}

customElements.define('sort-links', SortLinks);
