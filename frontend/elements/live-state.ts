/** Whether the page is connected to what happens elsewhere; when it is not, a way to try again at once. */
import { css, html, LitElement, nothing } from 'lit';
import type { Live } from '../live/live.ts';
import type { LiveState } from '../live/live-client.ts';
import { Watching } from '../watching.ts';
import { sharedStyles } from './shared-styles.ts';

const words: Readonly<Record<LiveState, string>> = {
  closed: 'Not connected',
  connecting: 'Connecting…',
  live: 'Live',
  offline: 'Offline. Trying again…',
};

class LiveStateLine extends LitElement {
  static override properties = { live: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      :host { display: inline-flex; align-items: center; gap: 0.5rem; color: var(--muted); font-size: var(--text-small); line-height: 1.4; }
      .dot { flex: none; width: 0.625rem; height: 0.625rem; border: 2px solid var(--line-strong); border-radius: 50%; }
      .live { border-color: var(--good); background: var(--good); }
      .offline { border-color: var(--low); }
      .connecting { border-color: var(--line-strong); border-top-color: transparent; animation: turn 1s linear infinite; }
      @keyframes turn { to { transform: rotate(1turn); } }
      @media (prefers-reduced-motion: reduce) { .connecting { animation: none; } }
      button { padding: 0.25rem 0; border: 0; background: none; color: var(--accent); font: inherit; text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; }
    `,
  ];

  declare live: Live;

  constructor() {
    super();
    new Watching(this, () => [this.live]);
  }

  override render() {
    const { state } = this.live;
    const tryNow = html`<button type="button" @click=${() => this.live.tryNow()}>Try now</button>`;
    return html`<span class="dot ${state}"></span><span>${words[state]}</span>${state === 'offline' ? tryNow : nothing}`;
  }
}

customElements.define('live-state', LiveStateLine);
