/** Saves a book for later, from its own page; asks to sign in first. */
import { css, html, LitElement, nothing } from 'lit';
import { announce } from '../../announce.ts';
import type { Book } from '../../api.ts';
import { describeActionFailure } from '../../failure-words.ts';
import { toAccountHref, toBookHref } from '../../routes.ts';
import { Watching } from '../../watching.ts';
import type { Wishlist } from '../../wishlist.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import { heart, heartStyles } from './heart.ts';

class SaveForLater extends LitElement {
  static override properties = { wishlist: { attribute: false }, book: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    heartStyles,
    css`
      .button { min-height: 3rem; }
      .button.saved svg { color: var(--accent); }
      .notice { margin-top: 0.75rem; }
    `,
  ];

  declare wishlist: Wishlist;
  declare book: Book;

  constructor() {
    super();
    new Watching(this, () => [this.wishlist]);
  }

  protected override willUpdate(): void {
    this.wishlist.need();
  }

  override render() {
    const icon = html`<svg viewBox="0 0 24 24" aria-hidden="true">${heart}</svg>`;
    const { id } = this.book;
    if (!this.wishlist.isSignedIn) {
      const href = toAccountHref('sign-in', toBookHref(id));
      return html`<a class="button" href=${href}>${icon}Sign in to save it</a>`;
    }
    const isSaved = this.wishlist.has(id);
    const { refusal } = this.wishlist;
    return html`
      <button class=${isSaved ? 'button saved' : 'button'} type="button" @click=${this.#toggle}>
        ${icon}${isSaved ? 'Saved for later' : 'Save for later'}
      </button>
      ${refusal?.bookId === id ? html`<p class="notice problem" role="alert">${describeActionFailure(refusal.error)}</p>` : nothing}
    `;
  }

  readonly #toggle = (): void => {
    const { id, title } = this.book;
    const isWanted = !this.wishlist.has(id);
    announce(isWanted ? `${title} is saved for later.` : `${title} is not saved any more.`);
    void this.wishlist.set(id, isWanted);
  };
}

customElements.define('save-for-later', SaveForLater);
