/** The way to sign in; for those who are, a menu of what is theirs. */
import { css, html, LitElement, nothing, svg } from 'lit';
import type { Reader } from '../../account/tokens.ts';
import { announce } from '../../announce.ts';
import { toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { headerButtonStyles } from '../header-button-styles.ts';
import { sharedStyles } from '../shared-styles.ts';

const person = svg`<circle cx="12" cy="8.2" r="3.7" /><path d="M4.5 20.2c.9-3.9 3.8-5.9 7.5-5.9s6.6 2 7.5 5.9" />`;

class AccountMenu extends LitElement {
  static override properties = { shop: { attribute: false }, here: {}, isOpen: { state: true } };
  static override styles = [
    sharedStyles,
    headerButtonStyles,
    css`
      :host { position: relative; }
      .menu {
        position: absolute; z-index: 5; top: calc(100% + 0.5rem); right: 0; width: max-content; min-width: 15rem; max-width: min(20rem, 90vw); padding: 0.5rem;
        border: 1px solid var(--line); border-radius: var(--round); background: var(--surface); box-shadow: var(--shadow-lifted);
      }
      .who { padding: 0.5rem 0.75rem 0.75rem; margin-bottom: 0.375rem; border-bottom: 1px solid var(--line); line-height: 1.4; overflow-wrap: anywhere; }
      .who strong { display: block; }
      .who span { color: var(--muted); font-size: var(--text-small); }
      .menu a, .menu button {
        display: flex; align-items: center; width: 100%; min-height: 2.75rem; padding: 0.375rem 0.75rem; border: 0; border-radius: 0.375rem;
        background: none; color: inherit; font: inherit; text-align: left; text-decoration: none; cursor: pointer;
      }
      .menu a:hover, .menu button:hover { background: var(--accent-soft); color: var(--accent); }
      .menu a:focus-visible, .menu button:focus-visible { outline-offset: -2px; }
      .staff { padding-top: 0.375rem; margin-top: 0.375rem; border-top: 1px solid var(--line); }
      .staff + li { padding-top: 0.375rem; margin-top: 0.375rem; border-top: 1px solid var(--line); }
    `,
  ];

  declare shop: Shop | undefined;
  /** Where to come back to after signing in. */
  declare here: string;
  declare isOpen: boolean;
  readonly #closeOutside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.isOpen = false;
  };

  constructor() {
    super();
    this.here = '/';
    this.isOpen = false;
    new Watching(this, () => (this.shop ? [this.shop.session] : []));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('click', this.#closeOutside);
    document.addEventListener('focusin', this.#closeOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#closeOutside);
    document.removeEventListener('focusin', this.#closeOutside);
  }

  override render() {
    const reader = this.shop?.session.reader;
    const icon = html`<svg viewBox="0 0 24 24" aria-hidden="true">${person}</svg>`;
    if (reader === undefined) {
      return html`<a class="header-button" href=${toAccountHref('sign-in', this.here)}>${icon}<span class="label">Sign in</span></a>`;
    }
    const toggle = () => {
      this.isOpen = !this.isOpen;
    };
    return html`
      <div @keydown=${this.#closeOnEscape}>
        <button class="header-button" type="button" aria-expanded=${this.isOpen} aria-controls="menu" @click=${toggle}>
          ${icon}<span class="label">${reader.name.split(' ')[0]}<span class="visually-hidden">, your account</span></span>
        </button>
        <div class="menu" id="menu" ?hidden=${!this.isOpen}>${this.isOpen ? this.#renderMenu(reader) : nothing}</div>
      </div>
    `;
  }

  #renderMenu({ name, email, isStaff }: Reader) {
    const close = () => {
      this.isOpen = false;
    };
    return html`
      <p class="who"><strong>${name}</strong><span>${email}</span></p>
      <ul role="list" @click=${close}>
        <li><a href="/orders">Your orders</a></li>
        <li><a href="/cart">Your cart</a></li>
        <li><a href="/wishlist">Saved for later</a></li>
        ${isStaff ? html`<li class="staff"><a href="/admin/books">Inventory</a><a href="/admin/orders">Orders to handle</a></li>` : nothing}
        <li><button type="button" @click=${this.#signOut}>Sign out</button></li>
      </ul>
    `;
  }

  readonly #signOut = (): void => {
    void this.shop?.session.signOut();
    announce('You are signed out.');
    this.shop?.guide.go('/');
  };

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.isOpen) return;
    this.isOpen = false;
    this.renderRoot.querySelector('button')?.focus();
  };
}

customElements.define('account-menu', AccountMenu);

declare global {
  interface HTMLElementTagNameMap {
    'account-menu': AccountMenu;
  }
}
