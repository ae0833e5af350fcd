/** The twelve shelves: a column beside the books, a row to swipe on small screens. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { type Category, categories, getShelf } from '../categories.ts';
import { toListHref } from '../routes.ts';
import { sharedStyles } from './shared-styles.ts';

class CategoryNav extends LitElement {
  static override properties = { current: {} };
  static override styles = [
    sharedStyles,
    css`
      h2 { margin-bottom: 0.75rem; color: var(--muted); font: 600 var(--text-small)/1.4 var(--sans); letter-spacing: 0.01em; }
      a {
        display: flex; align-items: center; min-height: 2.25rem; margin-left: -0.875rem; padding: 0.25rem 0.875rem; border-radius: 99rem;
        text-decoration: none; line-height: 1.3; white-space: nowrap; transition: background-color var(--quick), color var(--quick);
      }
      a:hover { color: var(--accent); }
      a:focus-visible { border-radius: 99rem; outline-offset: -2px; }
      a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
      @media (width < 62rem) {
        h2 { display: none; }
        ul { display: flex; gap: 0.5rem; margin: 0 calc(-1 * var(--gutter)); padding: 0.25rem var(--gutter) 0.75rem; overflow-x: auto; scrollbar-width: none; overscroll-behavior-x: contain; }
        a { min-height: 2.75rem; margin: 0; padding: 0.25rem 1rem; border: 1px solid var(--line); font-size: 0.9375rem; }
        a[aria-current] { border-color: transparent; }
      }
    `,
  ];

  declare current: Category | undefined;

  override render() {
    return html`
      <nav aria-labelledby="heading">
        <h2 id="heading">Shelves</h2>
        <ul role="list">
          ${this.#renderLink('All books', undefined)}
          ${categories.map((category) => this.#renderLink(getShelf(category).name, category))}
        </ul>
      </nav>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('current')) return;
    // Brings the current shelf into the middle of the row; in the column there is nothing to scroll.
    const row = this.renderRoot.querySelector('ul');
    const link = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }

  #renderLink(name: string, category: Category | undefined) {
    const href = toListHref(category === undefined ? { sort: 'title' } : { category, sort: 'title' });
    const isCurrent = category === this.current;
    return html`<li><a href=${href} aria-current=${isCurrent ? 'page' : nothing}>${name}</a></li>`;
  }
}

customElements.define('category-nav', CategoryNav);
