/** Copies a text, and says for a moment that it did. */
import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../../elements/shared-styles.ts';
import { panelStyles } from './inspector-styles.ts';

const SAID_FOR_MS = 1600;

class CopyButton extends LitElement {
  static override properties = {
    label: {},
    text: { attribute: false },
    isQuiet: { type: Boolean },
    said: { state: true },
  };
  static override styles = [
    sharedStyles,
    panelStyles,
    css`
      :host { display: inline-block; }
      .quiet { min-height: 1.75rem; padding: 0.125rem 0.5rem; border-color: transparent; background: transparent; color: var(--muted); font-size: var(--text-small); }
    `,
  ];

  declare label: string;
  /** Made when it is asked for. */
  declare text: () => string;
  declare isQuiet: boolean;
  declare said: string;

  constructor() {
    super();
    this.label = 'Copy';
    this.isQuiet = false;
    this.said = '';
  }

  override render() {
    return html`
      <button class=${this.isQuiet ? 'tool quiet' : 'tool'} type="button" @click=${() => this.#copy()}>
        ${this.said || this.label}
      </button>
      <span class="visually-hidden" role="status">${this.said}</span>
    `;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.said = 'Copied';
    } catch {
      this.said = 'The browser does not allow it';
    }
    setTimeout(() => {
      this.said = '';
    }, SAID_FOR_MS);
  }
}

customElements.define('copy-button', CopyButton);
