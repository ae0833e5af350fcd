/** What one reader thinks of a book. */
import { css, html, LitElement, nothing } from 'lit';
import type { Review } from '../../api.ts';
import { formatDay } from '../../format.ts';
import { sharedStyles } from '../shared-styles.ts';
import '../star-rating.ts';

class ReviewItem extends LitElement {
  static override properties = { review: { attribute: false }, own: { type: Boolean }, pending: { type: Boolean } };
  static override styles = [
    sharedStyles,
    css`
      article { padding: 1.5rem 0; border-top: 1px solid var(--line); }
      .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.875rem; }
      h3 { font: 600 1rem/1.4 var(--sans); letter-spacing: 0; overflow-wrap: anywhere; }
      .own { padding: 0 0.625rem; border-radius: 99rem; background: var(--accent-soft); color: var(--accent); font-weight: 600; font-size: var(--text-small); }
      time { color: var(--muted); font-size: var(--text-small); }
      .text { margin-top: 0.5rem; font: 1.0625rem/1.65 var(--serif); white-space: pre-line; overflow-wrap: anywhere; }
      .pending { opacity: 0.6; }
    `,
  ];

  declare review: Review;
  declare own: boolean;
  /** On its way to the API. */
  declare pending: boolean;

  override render() {
    const { author, rating, text, writtenAt } = this.review;
    return html`
      <article class=${this.pending ? 'pending' : ''}>
        <div class="head">
          <h3>${author}</h3>
          ${this.own ? html`<span class="own">Yours</span>` : nothing}
          <star-rating stars=${rating}></star-rating>
          ${this.pending ? html`<span class="own">Publishing…</span>` : html`<time datetime=${writtenAt}>${formatDay(writtenAt)}</time>`}
        </div>
        <p class="text">${text}</p>
      </article>
    `;
  }
}

customElements.define('review-item', ReviewItem);
