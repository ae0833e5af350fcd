/** A heart on a book's card: saves the book for later, or no longer. There for those who are signed in. */
import { css, html, LitElement, nothing } from 'lit';
import { announce } from '../../announce.ts';
import type { Book } from '../../api.ts';
import { describeActionFailure } from '../../failure-words.ts';
import { Watching } from '../../watching.ts';
import type { Wishlist } from '../../wishlist.ts';
import { noticeStyles } from '../notice-styles.ts';
import { sharedStyles } from '../shared-styles.ts';
import { heart, heartStyles } from './heart.ts';

class WishButton extends LitElement {
  static override properties = { wishlist: { attribute: false }, book: { attribute: false } };
  static override styles = [
    sharedStyles,
    noticeStyles,
    heartStyles,
    css`
      button {
        display: grid; place-items: center; width: 2.25rem; height: 2.25rem; padding: 0; border: 1px solid var(--line); border-radius: 50%;
        background: var(--surface); color: var(--ink); cursor: pointer; transition: color var(--quick), border-color var(--quick), transform var(--quick);
      }
      button:hover { border-color: var(--accent); color: var(--accent); }
      button:active { transform: scale(0.9); }
      button:focus-visible { border-radius: 50%; }
      .saved { color: var(--accent); }
      .notice { position: absolute; z-index: 2; top: calc(100% + 0.375rem); right: 0; width: max-content; max-width: 12rem; box-shadow: var(--shadow-lifted); font-size: var(--text-small); line-height: 1.4; }
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
    if (!this.wishlist.isSignedIn) return nothing;
    const { id, title } = this.book;
    const isSaved = this.wishlist.has(id);
    const { refusal } = this.wishlist;
    return html`
      <button type="button" class=${isSaved ? 'saved' : ''} aria-label=${`Save ${title} for later`} aria-pressed=${isSaved} @click=${this.#toggle}>
        <svg viewBox="0 0 24 24" aria-hidden="true">${heart}</svg>
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

customElements.define('wish-button', WishButton);
