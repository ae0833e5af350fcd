/** How many copies: one fewer, a number to type, one more. Fires `change` with the new quantity. */
import { css, html, LitElement } from 'lit';
import { mostCopies } from '../../cart.ts';
import { sharedStyles } from '../shared-styles.ts';

class QuantityStepper extends LitElement {
  static override properties = { quantity: { type: Number }, what: {} };
  static override styles = [
    sharedStyles,
    css`
      :host { display: inline-block; }
      div { display: inline-flex; border: 1px solid var(--line-strong); border-radius: 99rem; background: var(--surface); }
      button { width: 2.75rem; height: 2.75rem; padding: 0; border: 0; border-radius: 99rem; background: none; color: var(--ink); font: 1.25rem/1 var(--sans); cursor: pointer; }
      button:hover:not([aria-disabled="true"]) { color: var(--accent); }
      button[aria-disabled="true"] { color: var(--line-strong); cursor: default; }
      button:focus-visible { border-radius: 99rem; outline-offset: -2px; }
      input { width: 2.5rem; height: 2.75rem; padding: 0; border: 0; background: none; color: var(--ink); font: 600 1rem/1 var(--sans); text-align: center; font-variant-numeric: tabular-nums; appearance: textfield; }
      input::-webkit-inner-spin-button, input::-webkit-outer-spin-button { margin: 0; appearance: none; }
      input:focus-visible { outline: 2px solid var(--accent); border-radius: 0.25rem; }
    `,
  ];

  declare quantity: number;
  /** The book's title, for those who can't see where the buttons stand. */
  declare what: string;

  override render() {
    const { quantity, what } = this;
    return html`
      <div role="group" aria-label=${`Copies of ${what}`}>
        <button type="button" aria-label="One copy fewer" aria-disabled=${quantity <= 1} @click=${() => this.#change(quantity - 1)}>−</button>
        <input type="number" aria-label="Copies" min="1" max=${mostCopies} step="1" inputmode="numeric" .value=${String(quantity)} @change=${this.#take}>
        <button type="button" aria-label="One copy more" aria-disabled=${quantity >= mostCopies} @click=${() => this.#change(quantity + 1)}>+</button>
      </div>
    `;
  }

  readonly #take = (event: Event): void => {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    // The input's own event would reach the host's listeners as well, and carries no quantity.
    event.stopPropagation();
    const wanted = Math.min(mostCopies, Math.max(1, Math.round(Number(input.value)) || this.quantity));
    input.value = String(wanted);
    this.#change(wanted);
  };

  #change(quantity: number): void {
    if (quantity < 1 || quantity > mostCopies || quantity === this.quantity) return;
    this.dispatchEvent(new CustomEvent<number>('change', { detail: quantity }));
  }
}

customElements.define('quantity-stepper', QuantityStepper);
