/** A message that the reader wrote and the server has not confirmed. Fires `again` and `discard`. */
import { css, html, LitElement } from 'lit';
import { describeLiveError } from '../../live/live-error.ts';
import type { Outgoing } from '../../live/outbox.ts';
import { sharedStyles } from '../shared-styles.ts';
import { bubbleStyles } from './chat-styles.ts';

class ChatOutgoing extends LitElement {
  static override properties = { outgoing: { attribute: false } };
  static override styles = [
    sharedStyles,
    bubbleStyles,
    css`
      article { max-width: min(36rem, 88%); }
      .text { opacity: 0.65; }
      .state { margin-top: 0.25rem; color: var(--muted); font-size: var(--text-small); text-align: right; }
      .failed .text { opacity: 1; box-shadow: inset 0 0 0 1px var(--low); }
      .failed .state { color: var(--low); }
      button { margin-left: 0.5rem; padding: 0.25rem 0; border: 0; background: none; color: var(--accent); font: inherit; text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; }
    `,
  ];

  declare outgoing: Outgoing;

  override render() {
    const { text, state } = this.outgoing;
    return html`
      <article class="own ${state}">
        <p class="text" dir="auto">${text}</p>
        ${this.#renderState()}
      </article>
    `;
  }

  #renderState() {
    const { state, error } = this.outgoing;
    if (state === 'sending') return html`<p class="state">Sending…</p>`;
    if (state === 'checking' || error === undefined)
      return html`<p class="state">The connection was lost. Looking whether it arrived…</p>`;
    return html`
      <p class="state">
        <span role="alert">Not sent. ${describeLiveError(error)}</span>
        <button type="button" @click=${() => this.#fire('again')}>Send again</button>
        <button type="button" @click=${() => this.#fire('discard')}>Discard</button>
      </p>
    `;
  }

  #fire(what: 'again' | 'discard'): void {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define('chat-outgoing', ChatOutgoing);
