/** Writes or replaces one's own review. Fires `publish` with rating and text, and `withdraw`. */
import { css, html, LitElement, type PropertyValues } from 'lit';
import type { Action } from '../../action.ts';
import type { Review } from '../../api.ts';
import { isSameReview } from '../../own-reviews.ts';
import type { ReviewRequest } from '../../reader-api.ts';
import { formStyles } from '../form-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../action-notice.ts';
import './star-input.ts';

const longestText = 2000;

class ReviewForm extends LitElement {
  static override properties = {
    // Read anew for each rendering: only another review may take the place of what is being typed.
    own: { attribute: false, hasChanged: (now: Review | undefined, then: Review | undefined) => !isSame(now, then) },
    state: { attribute: false },
    name: {},
  };
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    css`
      form { padding: 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
      h3 { font-size: 1.1875rem; }
    `,
  ];

  /** As far as this tab knows it: the API does not say which one is the caller's. */
  declare own: Review | undefined;
  declare state: Pick<Action, 'error' | 'isWaiting' | 'isBusy'>;
  /** Under which the review appears. */
  declare name: string;
  /** Typed and not sent yet: nothing may take its place. */
  #isDraft = false;

  override render() {
    const { error, isWaiting, isBusy } = this.state;
    return html`
      <form method="post" aria-labelledby="heading" @submit=${this.#submit}>
        <h3 id="heading">${this.own ? 'Your review' : 'What do you think of it?'}</h3>
        <star-input @change=${this.#noteDraft}></star-input>
        <div class="field">
          <label for="text">In your words</label>
          <textarea id="text" name="text" required maxlength=${longestText} aria-describedby="hint" @input=${this.#noteDraft}></textarea>
          <span class="hint" id="hint">It appears under the name ${this.name}. A new review replaces the one you wrote before.</span>
        </div>
        <action-notice .state=${{ error, isWaiting }}></action-notice>
        <div class="buttons">
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${this.own ? 'Replace it' : 'Publish'}</button>
          <button class="button" type="button" aria-disabled=${isBusy} @click=${() => this.dispatchEvent(new CustomEvent('withdraw'))}>Delete my review</button>
        </div>
      </form>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('own') || this.#isDraft) return;
    const text = this.renderRoot.querySelector('textarea');
    const stars = this.renderRoot.querySelector('star-input');
    if (text) text.value = this.own?.text ?? '';
    if (stars) stars.rating = this.own?.rating ?? 0;
  }

  readonly #noteDraft = (): void => {
    this.#isDraft = true;
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const stars = this.renderRoot.querySelector('star-input');
    const text = this.renderRoot.querySelector('textarea')?.value.trim() ?? '';
    if (!stars?.reportValidity() || text === '') return;
    this.#isDraft = false;
    const detail: ReviewRequest = { rating: stars.rating, text };
    this.dispatchEvent(new CustomEvent<ReviewRequest>('publish', { detail }));
  };
}

function isSame(a: Review | undefined, b: Review | undefined): boolean {
  return a === undefined ? b === undefined : isSameReview(a, b);
}

customElements.define('review-form', ReviewForm);
