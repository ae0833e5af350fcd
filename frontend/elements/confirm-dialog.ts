/** Asks before something that can't be taken back. Fires `confirm`. */
import { css, html, LitElement } from 'lit';
import { buttonStyles, sharedStyles } from './shared-styles.ts';

class ConfirmDialog extends LitElement {
  static override properties = { heading: {}, yes: {} };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      dialog { width: min(28rem, calc(100vw - 2.5rem)); padding: 1.75rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); color: var(--ink); box-shadow: var(--shadow-lifted); }
      dialog::backdrop { background: rgb(20 14 8 / 0.5); }
      h2 { margin-bottom: 0.625rem; font-size: 1.375rem; overflow-wrap: anywhere; }
      .buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.75rem; margin-top: 1.5rem; }
    `,
  ];

  declare heading: string;
  /** What the button says that goes ahead. */
  declare yes: string;

  open(): void {
    this.#dialog?.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading">
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
        <div class="buttons">
          <button class="button" type="button" autofocus @click=${() => this.#dialog?.close()}>No, keep it</button>
          <button class="button primary" type="button" @click=${this.#confirm}>${this.yes}</button>
        </div>
      </dialog>
    `;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  readonly #confirm = (): void => {
    this.#dialog?.close();
    this.dispatchEvent(new CustomEvent('confirm'));
  };
}

customElements.define('confirm-dialog', ConfirmDialog);

declare global {
  interface HTMLElementTagNameMap {
    'confirm-dialog': ConfirmDialog;
  }
}
