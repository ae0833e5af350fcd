/** Says what went wrong in plain words, and offers to try again. Fires `retry`. */
import { css, html, LitElement, nothing } from 'lit';
import type { ApiError } from '../api-error.ts';
import { getFailureWords } from '../failure-words.ts';
import type { OutputsError } from '../outputs.ts';
import { toAccountHref } from '../routes.ts';
import { buttonStyles, sharedStyles } from './shared-styles.ts';
import './quiet-shelf.ts';

class ErrorNotice extends LitElement {
  static override properties = { error: { attribute: false }, homeHref: {}, homeLabel: {} };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      section { max-width: 34rem; margin: clamp(1.5rem, 5vw, 4rem) auto; text-align: center; }
      p { text-wrap: balance; }
      h2 { margin: 1.75rem 0 0.75rem; font-size: 1.75rem; }
      .detail { margin-top: 0.75rem; color: var(--muted); font-size: var(--text-small); overflow-wrap: anywhere; }
      .ways { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.75rem; margin-top: 1.75rem; }
    `,
  ];

  declare error: ApiError | OutputsError | undefined;
  declare homeHref: string;
  declare homeLabel: string;
  readonly #retryOnline = () => {
    if (this.error?.code === 'offline') this.#retry();
  };

  constructor() {
    super();
    this.homeHref = '/';
    this.homeLabel = 'See all books';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#retryOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#retryOnline);
  }

  override render() {
    if (this.error === undefined) return nothing;
    const { code, message } = this.error;
    const { title, advice } = getFailureWords(code);
    const signInHref = toAccountHref('sign-in', location.pathname + location.search);
    const isBetterElsewhere = code === 'refused' || code === 'not-found' || code === 'forbidden';
    const isBetterAgain = !isBetterElsewhere && code !== 'signed-out';
    const retry = html`<button class=${isBetterAgain ? 'button primary' : 'button'} type="button" @click=${() => this.#retry()}>Try again</button>`;
    return html`
      <section role="alert">
        <quiet-shelf></quiet-shelf>
        <h2>${title}</h2>
        <p>${advice}</p>
        <p class="detail">${'status' in this.error && this.error.status ? `${this.error.status}: ` : nothing}${message}</p>
        <p class="ways">
          ${isBetterElsewhere ? html`<a class="button primary" href=${this.homeHref}>${this.homeLabel}</a>` : nothing}
          ${code === 'signed-out' ? html`<a class="button primary" href=${signInHref}>Sign in</a>` : nothing}
          ${retry}
        </p>
      </section>
    `;
  }

  #retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}

customElements.define('error-notice', ErrorNotice);
