/** /checkout: a last look at what is ordered, and the button. The API compares what was seen here with what is true. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { Action } from '../../action.ts';
import { ApiError } from '../../api-error.ts';
import type { Cart } from '../../cart.ts';
import { getFailureWords } from '../../failure-words.ts';
import { formatPrice } from '../../format.ts';
import type { OrderRequest } from '../../reader-api.ts';
import { type Route, toOrderHref } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { ReaderPage } from '../reader-page.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import { summaryStyles } from '../summary-styles.ts';
import '../action-notice.ts';
import '../cart/cart-total.ts';
import '../error-notice.ts';
import '../orders/order-lines.ts';
import '../quiet-shelf.ts';
import './checkout-problem.ts';

class CheckoutPage extends ReaderPage<Route> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    skeletonStyles,
    summaryStyles,
    css`
      aside .button { width: 100%; justify-content: center; min-height: 3rem; margin-top: 1.25rem; }
      .payment { margin-top: 1.25rem; color: var(--muted); font-size: 0.9375rem; }
      .payment strong { display: block; color: var(--ink); }
      action-notice { margin-top: 1.25rem; }
      .back { display: inline-block; margin-top: 1.5rem; color: var(--accent); text-underline-offset: 0.2em; }
      .bone { height: 12rem; border-radius: var(--round); }
      h2 { margin-bottom: 0.5rem; font-size: 1.375rem; }
    `,
  ];

  readonly #placing = new Action(this);

  protected override watched(): Cart[] {
    return [this.shop.cart];
  }

  protected async load(): Promise<void> {
    const { cart } = this.shop;
    this.#placing.forget();
    await cart.load();
    const summary = cart.error ? getFailureWords(cart.error.code).title : formatPrice(cart.totalInCents);
    await this.reportReady({ title: 'Checkout', summary: `Checkout: ${summary}` });
  }

  protected renderContent(): TemplateResult {
    const { cart } = this.shop;
    if (this.#isUnanswered && !this.#placing.isBusy) return this.#renderUnanswered();
    if (cart.error !== undefined) {
      return html`
        <h1 class="visually-hidden" tabindex="-1">Checkout</h1>
        <error-notice .error=${cart.error} @retry=${() => this.load()}></error-notice>
      `;
    }
    if (cart.items?.length === 0 && cart.goneBookIds.length === 0 && !this.#placing.isBusy) return renderEmpty();
    return html`
      <h1 tabindex="-1">Checkout</h1>
      ${this.#renderProblem()}
      <div class="columns">
        <section aria-labelledby="books" aria-busy=${cart.items === undefined}>
          <h2 id="books">What you order</h2>
          ${
            cart.items === undefined
              ? html`<span class="bone"></span>`
              : html`<order-lines .lines=${cart.items} .api=${this.shop.api}></order-lines>`
          }
          <a class="back" href="/cart">Change something in the cart</a>
        </section>
        ${cart.items === undefined ? nothing : this.#renderSummary()}
      </div>
    `;
  }

  get #isUnanswered(): boolean {
    return this.shop.checkout.isUnanswered(this.shop.session.reader?.userId ?? '');
  }

  /** What the API refuses for a reason has a place of its own: there is something to look at and decide. */
  #renderProblem() {
    const { error } = this.#placing;
    if (!(error instanceof ApiError) || error.code !== 'conflict') return nothing;
    return html`<checkout-problem .error=${error} .cart=${this.shop.cart}></checkout-problem>`;
  }

  #renderSummary() {
    const { cart } = this.shop;
    const { isBusy, isWaiting, error } = this.#placing;
    const shown = error?.code === 'conflict' ? undefined : error;
    const words = isBusy ? 'Placing the order…' : `Place the order for ${formatPrice(cart.totalInCents)}`;
    return html`
      <aside aria-label="Summary">
        <cart-total count=${cart.count} cents=${cart.totalInCents} ?stale=${cart.isSaving}></cart-total>
        <p class="payment"><strong>Payment is not part of this demo.</strong> Nothing is charged and nothing is sent.</p>
        <action-notice .state=${{ error: shown, isWaiting }}></action-notice>
        ${
          cart.isOrderable || isBusy
            ? html`<button class="button primary" type="button" aria-disabled=${isBusy || cart.isSaving} @click=${this.#place}>${words}</button>`
            : html`<a class="button primary" href="/cart">Look after the cart first</a>`
        }
      </aside>
    `;
  }

  #renderUnanswered() {
    const { error, isWaiting } = this.#placing;
    return html`
      <div class="quiet">
        <quiet-shelf></quiet-shelf>
        <h1 tabindex="-1">Your order got no answer</h1>
        <p>
          We sent your order, but did not hear whether it arrived. Send it once more: it carries the same key,
          so the shop takes it once, however often it comes.
        </p>
        <action-notice .state=${{ error, isWaiting }}></action-notice>
        <button class="button primary" type="button" @click=${this.#place}>Send it once more</button>
      </div>
    `;
  }

  readonly #place = async (): Promise<void> => {
    const { cart, checkout, session, guide } = this.shop;
    const userId = session.reader?.userId;
    if (userId === undefined || cart.isSaving) return;
    const seen: OrderRequest = { cartVersion: cart.version, totalInCents: cart.totalInCents };
    let orderId = '';
    const isPlaced = await this.#placing.run(async (call) => {
      ({ orderId } = await checkout.placeOrder(userId, seen, call));
    });
    // Whatever came of it: what the cart holds now is what counts.
    await cart.load();
    // The stock of these books has changed.
    this.shop.api.forgetSeen();
    if (isPlaced) guide.go(toOrderHref(orderId));
    else this.focusHeading();
  };
}

function renderEmpty() {
  return html`
    <div class="quiet">
      <quiet-shelf></quiet-shelf>
      <h1 tabindex="-1">There is nothing to order</h1>
      <p>Your cart is empty.</p>
      <a class="button primary" href="/">See all books</a>
    </div>
  `;
}

customElements.define('checkout-page', CheckoutPage);
