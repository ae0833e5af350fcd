/** Puts a book into the cart; when it is there already, says how many and lets the number change. */
import { css, html, LitElement, nothing } from 'lit';
import { announce } from '../../announce.ts';
import type { Book } from '../../api.ts';
import { mostCopies } from '../../cart.ts';
import { describeActionFailure } from '../../failure-words.ts';
import { countCopies } from '../../format.ts';
import { toAccountHref, toBookHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';

class AddToCart extends LitElement {
  static override properties = { shop: { attribute: false }, book: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    css`
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1.25rem; }
      .button.primary { min-height: 3rem; padding: 0.5rem 1.75rem; }
      .there a { color: var(--accent); text-underline-offset: 0.2em; }
      .notice { margin-top: 1rem; }
    `,
  ];

  declare shop: Shop;
  declare book: Book;

  constructor() {
    super();
    new Watching(this, () => [this.shop.session, this.shop.cart]);
  }

  override render() {
    const { cart, session } = this.shop;
    const count = cart.quantityOf(this.book.id);
    const { refusal } = cart;
    return html`
      <div class="row">
        ${session.reader === undefined ? this.#renderSignIn() : this.#renderButton(count)}
        ${count === 0 ? nothing : html`<span class="there">${countCopies(count)} in <a href="/cart">your cart</a></span>`}
      </div>
      ${refusal === undefined ? nothing : html`<p class="notice problem" role="alert">${describeActionFailure(refusal)}</p>`}
    `;
  }

  #renderSignIn() {
    if (this.book.stock <= 0) return nothing;
    return html`<a class="button primary" href=${toAccountHref('sign-in', toBookHref(this.book.id))}>Sign in to buy it</a>`;
  }

  #renderButton(count: number) {
    const { stock } = this.book;
    if (stock <= 0) return nothing;
    if (count >= Math.min(stock, mostCopies)) return html`<span>That is as many as you can have.</span>`;
    const words = count === 0 ? 'Put into the cart' : 'Put in one more';
    return html`<button class="button primary" type="button" @click=${this.#add}>${words}</button>`;
  }

  readonly #add = async (): Promise<void> => {
    const { cart } = this.shop;
    const wanted = cart.quantityOf(this.book.id) + 1;
    announce(`${this.book.title}: ${countCopies(wanted)} in your cart.`);
    await cart.setQuantity(this.book.id, wanted);
  };
}

customElements.define('add-to-cart', AddToCart);
