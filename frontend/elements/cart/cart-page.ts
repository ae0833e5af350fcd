/** /cart: what the reader wants to buy, at today's prices. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { announce } from '../../announce.ts';
import type { Cart } from '../../cart.ts';
import { describeActionFailure, getFailureWords } from '../../failure-words.ts';
import { countCopies } from '../../format.ts';
import type { CartItem } from '../../reader-api.ts';
import type { Route } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { ReaderPage } from '../reader-page.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { summaryStyles } from '../summary-styles.ts';
import '../error-notice.ts';
import '../quiet-shelf.ts';
import './cart-line.ts';
import './cart-total.ts';

class CartPage extends ReaderPage<Route> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    skeletonStyles,
    summaryStyles,
    css`
      .gone { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; margin-bottom: 1rem; }
      .bone { height: 7rem; margin: 1.5rem 0; border-radius: var(--round); }
      .notice { margin-bottom: 1rem; }
      .why { margin-top: 0.875rem; color: var(--muted); font-size: 0.9375rem; }
      aside .button { width: 100%; justify-content: center; min-height: 3rem; margin-top: 1.25rem; }
    `,
  ];

  protected override watched(): Cart[] {
    return [this.shop.cart];
  }

  protected async load(): Promise<void> {
    const { cart } = this.shop;
    cart.refusal = undefined;
    await cart.load();
    const summary = cart.error ? getFailureWords(cart.error.code).title : countCopies(cart.count);
    await this.reportReady({ title: 'Your cart', summary: `Your cart: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    const { cart } = this.shop;
    const { items, error, goneBookIds } = cart;
    if (error !== undefined && items === undefined) {
      return html`
        <h1 class="visually-hidden" tabindex="-1">Your cart</h1>
        <error-notice .error=${error} @retry=${() => this.load()}></error-notice>
      `;
    }
    if (items?.length === 0 && goneBookIds.length === 0) return renderEmpty();
    return html`
      <h1 tabindex="-1">Your cart</h1>
      <div class="columns">
        <section aria-label="Books in your cart" aria-busy=${items === undefined || cart.isSaving}>
          ${this.#renderNotices()}
          ${items === undefined ? html`<span class="bone"></span><span class="bone"></span>` : this.#renderLines(items)}
        </section>
        ${items === undefined ? nothing : this.#renderSummary()}
      </div>
    `;
  }

  #renderNotices() {
    const { refusal, error, isWaiting, goneBookIds } = this.shop.cart;
    const failure = refusal ?? error;
    const after = refusal === undefined ? nothing : ' Your cart is as it was before.';
    return html`
      ${isWaiting ? html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>` : nothing}
      ${failure === undefined ? nothing : html`<p class="notice problem" role="alert">${describeActionFailure(failure)}${after}</p>`}
      ${goneBookIds.map((bookId) => this.#renderGone(bookId))}
    `;
  }

  #renderGone(bookId: string) {
    return html`
      <div class="notice problem gone">
        <span>We don’t sell “${bookId.replaceAll('-', ' ')}” any more.</span>
        <button class="button" type="button" @click=${() => this.#change(bookId, bookId, 0)}>Take it out</button>
      </div>
    `;
  }

  #renderLines(items: readonly CartItem[]) {
    const renderLine = (item: CartItem) => html`
      <li>
        <cart-line .item=${item} coverUrl=${this.shop.api.toCoverUrl(item.bookId)}
          @quantity=${(event: CustomEvent<number>) => this.#change(item.bookId, item.title, event.detail)}></cart-line>
      </li>
    `;
    return html`<ul role="list">${repeat(items, ({ bookId }) => bookId, renderLine)}</ul>`;
  }

  #renderSummary() {
    const { cart } = this.shop;
    return html`
      <aside aria-label="Summary">
        <cart-total count=${cart.count} cents=${cart.totalInCents} ?stale=${cart.isSaving}></cart-total>
        ${
          cart.isOrderable
            ? html`<a class="button primary" href="/checkout">Go to checkout</a>`
            : html`<p class="why">Before you can order, please look after the books that are marked.</p>`
        }
      </aside>
    `;
  }

  async #change(bookId: string, title: string, quantity: number): Promise<void> {
    announce(quantity === 0 ? `${title} is out of your cart.` : `${title}: ${countCopies(quantity)}.`);
    // The button that was pressed goes away with its book.
    if (quantity === 0) this.focusHeading();
    await this.shop.cart.setQuantity(bookId, quantity);
  }
}

function renderEmpty() {
  return html`
    <div class="quiet">
      <quiet-shelf></quiet-shelf>
      <h1 tabindex="-1">Your cart is empty</h1>
      <p>There are twelve shelves to fill it from.</p>
      <a class="button primary" href="/">See all books</a>
    </div>
  `;
}

customElements.define('cart-page', CartPage);
