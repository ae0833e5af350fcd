/** Five stars: filled as far as the average of all ratings goes, or as one reader gave them. In words for screen readers. */
import { css, html, LitElement, nothing } from 'lit';
import type { Book } from '../api.ts';
import { describeRating } from '../format.ts';
import { sharedStyles } from './shared-styles.ts';

const star = 'l2.4 5.2 5.6.7-4.1 3.9 1.1 5.6-5-2.8-5 2.8 1.1-5.6L4 7.9l5.6-.7z';
const stars = [0, 18, 36, 54, 72].map((x) => `M${x + 12} 2${star.replace('L4 7.9', `L${x + 4} 7.9`)}`).join('');

class StarRating extends LitElement {
  static override properties = { rating: { attribute: false }, stars: { type: Number } };
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
  /** One reader's, in place of `rating`. */
  declare stars: number | undefined;

  override render() {
    if (this.stars !== undefined) return renderStars(this.stars, `${this.stars} out of 5 stars`);
    if (this.rating === undefined || this.rating.count === 0) return nothing;
    const { average, count } = this.rating;
    return html`
      ${renderStars(average, describeRating(this.rating))}
      <span aria-hidden="true">${average.toFixed(1)} (${count})</span>
    `;
  }
}

function renderStars(filled: number, label: string) {
  // A clip path, because the page's policy allows no style attribute for a width in percent.
  return html`
    <svg viewBox="4 0 88 20" role="img" aria-label=${label}>
      <clipPath id="filled"><rect width=${(filled / 5) * 92} height="20" /></clipPath>
      <path class="empty" d=${stars} />
      <path class="full" d=${stars} clip-path="url(#filled)" />
    </svg>
  `;
}

customElements.define('star-rating', StarRating);
