/** One to five stars. Five radio buttons that look like stars: keys and screen readers work as everywhere. Fires `change`. */
import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../shared-styles.ts';

const star = 'M12 2.6l2.7 5.9 6.4.8-4.7 4.4 1.2 6.4-5.6-3.2-5.6 3.2 1.2-6.4-4.7-4.4 6.4-.8z';
const words = ['Poor', 'Not so good', 'All right', 'Good', 'Wonderful'];

class StarInput extends LitElement {
  static override properties = { rating: { type: Number } };
  static override styles = [
    sharedStyles,
    css`
      fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
      legend { padding: 0; font-weight: 600; font-size: 0.9375rem; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.75rem; }
      .stars { display: flex; margin-left: -0.375rem; }
      label { position: relative; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; cursor: pointer; }
      input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
      svg { width: 1.875rem; height: 1.875rem; fill: var(--surface); stroke: var(--line-strong); stroke-width: 1.4; stroke-linejoin: round; pointer-events: none; transition: fill var(--quick); }
      .on svg { fill: var(--star); stroke: var(--star); }
      label:hover svg, label:has(~ label:hover) svg { stroke: var(--star); }
      input:focus-visible + svg { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 0.375rem; }
      .word { color: var(--muted); font-size: 0.9375rem; }
    `,
  ];

  /** 0 when none is chosen yet. */
  declare rating: number;

  constructor() {
    super();
    this.rating = 0;
  }

  /** Says so when no star is chosen. */
  reportValidity(): boolean {
    return this.renderRoot.querySelector('input')?.reportValidity() ?? false;
  }

  override render() {
    return html`
      <fieldset>
        <legend>Your rating</legend>
        <div class="row">
          <div class="stars">${words.map((word, index) => this.#renderStar(word, index + 1))}</div>
          <span class="word" aria-hidden="true">${words[this.rating - 1] ?? ''}</span>
        </div>
      </fieldset>
    `;
  }

  #renderStar(word: string, value: number) {
    const choose = () => {
      this.rating = value;
      this.dispatchEvent(new CustomEvent<number>('change', { detail: value }));
    };
    const name = `${value} ${value === 1 ? 'star' : 'stars'}: ${word}`;
    return html`
      <label class=${value <= this.rating ? 'on' : ''} title=${word}>
        <input type="radio" name="rating" required value=${value} aria-label=${name} .checked=${value === this.rating} @change=${choose}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${star} /></svg>
      </label>
    `;
  }
}

customElements.define('star-input', StarInput);

declare global {
  interface HTMLElementTagNameMap {
    'star-input': StarInput;
  }
}
