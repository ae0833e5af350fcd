/** Says beside a button what came of it: that it waits, or what went wrong. */
import { css, html, LitElement, nothing } from 'lit';
import type { Action } from '../action.ts';
import { describeActionFailure } from '../failure-words.ts';
import { toAccountHref } from '../routes.ts';
import { noticeStyles } from './notice-styles.ts';
import { sharedStyles } from './shared-styles.ts';

type ActionState = Pick<Action, 'error' | 'isWaiting'>;

class ActionNotice extends LitElement {
  static override properties = { state: { attribute: false } };
  static override styles = [
    sharedStyles,
    noticeStyles,
    css`
      :host(:empty) { display: contents; }
      a { color: var(--accent); }
    `,
  ];

  /** A new object for each rendering: the action itself stays the same one. */
  declare state: ActionState | undefined;

  override render() {
    const { error, isWaiting } = this.state ?? {};
    if (isWaiting)
      return html`<p class="notice" role="status">The shop is busy just now. Trying again in a moment…</p>`;
    if (error === undefined) return nothing;
    const signIn = html` <a href=${toAccountHref('sign-in', location.pathname + location.search)}>Sign in</a>`;
    return html`
      <p class="notice problem" role="alert">${describeActionFailure(error)}${error.code === 'signed-out' ? signIn : nothing}</p>
    `;
  }
}

customElements.define('action-notice', ActionNotice);
