/** Why the API did not take an order: too few copies, another price, or another cart. Nothing was ordered. */
import { css, html, LitElement, nothing } from 'lit';
import type { ApiError } from '../../api-error.ts';
import type { Cart } from '../../cart.ts';
import { findRefusal } from '../../checkout-refusal.ts';
import { countCopies, formatPrice } from '../../format.ts';
import { noticeStyles } from '../notice-styles.ts';
import { sharedStyles } from '../shared-styles.ts';

class CheckoutProblem extends LitElement {
  static override properties = { error: { attribute: false }, cart: { attribute: false } };
  static override styles = [
    sharedStyles,
    noticeStyles,
    css`
      :host { margin-bottom: 2rem; }
      h2 { margin-bottom: 0.375rem; font-size: 1.1875rem; }
      ul { margin-top: 0.5rem; }
      a { color: var(--accent); text-underline-offset: 0.2em; }
    `,
  ];

  declare error: ApiError;
  declare cart: Cart;

  override render() {
    const { shortages, totalInCents } = findRefusal(this.error.body);
    if (shortages.length > 0) return this.#renderShortages(shortages);
    if (totalInCents !== undefined) {
      return renderNotice(
        'A price has changed',
        html`<p>Nothing was ordered. The total is ${formatPrice(totalInCents)} now: you see the new prices below, and decide anew.</p>`,
      );
    }
    return renderNotice(
      'Your cart has changed',
      html`<p>Nothing was ordered. Perhaps you changed it in another tab: please look at it again.</p>`,
    );
  }

  #renderShortages(shortages: ReturnType<typeof findRefusal>['shortages']) {
    const renderShortage = ({ bookId, available }: { bookId: string; available: number }) => {
      const title = this.cart.items?.find((item) => item.bookId === bookId)?.title ?? bookId;
      return html`<li>${title}: ${available === 0 ? 'sold out' : `${countCopies(available)} left`}</li>`;
    };
    return renderNotice(
      'Somebody else was faster',
      html`
        <p>Nothing was ordered: of these books there are fewer copies than you want.</p>
        <ul>${shortages.map(renderShortage)}</ul>
        <p><a href="/cart">Change the cart</a></p>
      `,
    );
  }
}

function renderNotice(title: string, content: unknown) {
  return html`<div class="notice problem" role="alert"><h2>${title}</h2>${content ?? nothing}</div>`;
}

customElements.define('checkout-problem', CheckoutProblem);
