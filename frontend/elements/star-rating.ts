/** Five stars, filled as far as the average goes, with the figure in words for screen readers. */
import { css, html, LitElement, nothing } from 'lit';
import type { Book } from '../api.ts';
import { describeRating } from '../format.ts';
import { sharedStyles } from './shared-styles.ts';

const star = 'l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6-5-2.8-5 2.8 1.1-5.6L4 7.9l5.6-.7z';
const stars = [0, 18, 36, 54, 72].map((x) => `M${x + 12} 2${star.replace('L4 7.9', `L${x + 4} 7.9`)}`).join('');

class StarRating extends LitElement {
  static override properties = { rating: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host { display: inline-flex; align-items: center; gap: 0.375rem; color: var(--muted); font-size: var(--text-small); }
      svg { width: 5.5em; height: 1.25em; }
      .empty { fill: var(--star-empty); }
      .full { fill: var(--star); }
    `,
  ];

  declare rating: Book['rating'] | undefined;

  override render() {
    if (this.rating === undefined || this.rating.count === 0) return nothing;
    // A clip path, because the page's policy allows no style attribute for a width in percent.
    return html`
      <svg viewBox="4 0 88 20" role="img" aria-label=${describeRating(this.rating)}>
        <clipPath id="filled"><rect width=${(this.rating.average / 5) * 92} height="20" /></clipPath>
        <path class="empty" d=${stars} />
        <path class="full" d=${stars} clip-path="url(#filled)" />
      </svg>
      <span aria-hidden="true">${this.rating.average.toFixed(1)} (${this.rating.count})</span>
    `;
  }
}

customElements.define('star-rating', StarRating);
