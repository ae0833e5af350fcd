/** The pages of the staff. */
import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../shared-styles.ts';

type StaffPlace = 'inventory' | 'orders';

const places: readonly (readonly [StaffPlace, string, string])[] = [
  ['inventory', '/admin/books', 'Inventory'],
  ['orders', '/admin/orders', 'Orders'],
];

class StaffNav extends LitElement {
  static override properties = { current: {} };
  static override styles = [
    sharedStyles,
    css`
      nav { margin-top: 0.75rem; border-bottom: 1px solid var(--line); }
      ul { display: flex; gap: 1.75rem; }
      a { display: block; padding: 0.75rem 0; border-bottom: 3px solid transparent; margin-bottom: -1px; text-decoration: none; }
      a:hover { color: var(--accent); }
      a[aria-current] { border-bottom-color: var(--accent); color: var(--accent); font-weight: 600; }
    `,
  ];

  declare current: StaffPlace;

  override render() {
    const renderPlace = ([place, href, name]: (typeof places)[number]) =>
      html`<li><a href=${href} aria-current=${place === this.current ? 'page' : nothing}>${name}</a></li>`;
    return html`<nav aria-label="Staff"><ul role="list">${places.map(renderPlace)}</ul></nav>`;
  }
}

customElements.define('staff-nav', StaffNav);
