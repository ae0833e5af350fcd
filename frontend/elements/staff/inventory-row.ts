/** One book of the inventory, with a small form that changes its stock. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import type { Book } from '../../api.ts';
import { getShelf } from '../../categories.ts';
import { countCopies, formatPrice } from '../../format.ts';
import { toEditHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { formStyles } from '../form-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../action-notice.ts';
import '../book-cover.ts';
import '../stock-note.ts';

class InventoryRow extends LitElement {
  static override properties = { shop: { attribute: false }, book: { attribute: false }, stock: { state: true } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    css`
      article { display: grid; grid-template-columns: 3rem minmax(0, 1fr); align-items: center; gap: 0.75rem 1.125rem; padding: 0.875rem 0; border-top: 1px solid var(--line); }
      h2 { font-size: 1.0625rem; overflow-wrap: anywhere; }
      h2 a { text-decoration: none; }
      h2 a:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
      .about { margin-top: 0.125rem; color: var(--muted); font-size: 0.9375rem; }
      form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; grid-column: 1 / -1; }
      .stock { min-width: 7.5rem; line-height: 1.35; }
      .stock strong { display: block; font-variant-numeric: tabular-nums; }
      .pending strong { opacity: 0.5; }
      input { width: 5.5rem; }
      .button { padding: 0.5rem 1rem; }
      action-notice { grid-column: 1 / -1; }
      @media (width >= 48rem) {
        article { grid-template-columns: 3rem minmax(0, 1fr) auto; }
        form { grid-column: auto; }
      }
    `,
  ];

  declare shop: Shop;
  declare book: Book;
  declare stock: number;
  readonly #change = new Action(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('book')) this.stock = this.book.stock;
  }

  override render() {
    const { id, title, author, category, priceInCents } = this.book;
    const { error, isWaiting, isBusy } = this.#change;
    return html`
      <article>
        <book-cover src=${this.shop.api.toCoverUrl(id)} heading=${title} author=${author}></book-cover>
        <div>
          <h2><a href=${toEditHref(id)}>${title}</a></h2>
          <p class="about">${author} · ${getShelf(category).name} · ${formatPrice(priceInCents)}</p>
        </div>
        <form aria-label=${`Stock of ${title}`} @submit=${this.#submit}>
          <span class=${isBusy ? 'stock pending' : 'stock'}><strong>${countCopies(this.stock)}</strong><stock-note stock=${this.stock}></stock-note></span>
          <input name="change" type="number" aria-label=${`Copies of ${title} to add; below zero to take away`} min="-10000" max="10000" step="1" required value="10">
          <button class="button" type="submit" aria-disabled=${isBusy}>Add<span class="visually-hidden"> copies of ${title}</span></button>
        </form>
        <action-notice .state=${{ error, isWaiting }}></action-notice>
      </article>
    `;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { book } = this;
    const before = this.stock;
    const change = Number(this.renderRoot.querySelector('input')?.value);
    if (this.#change.isBusy || !Number.isSafeInteger(change) || change === 0) return;
    this.stock = Math.max(0, before + change);
    const isDone = await this.#change.run(async (call) => {
      this.stock = await this.shop.staffApi.changeStock(book.id, change, call);
    });
    if (!isDone) this.stock = before;
    else this.shop.api.forgetSeen();
    announce(isDone ? `${book.title}: ${countCopies(this.stock)}.` : `The stock of ${book.title} is as it was before.`);
  };
}

customElements.define('inventory-row', InventoryRow);
