/** One message of a room. Who wrote several in a row is named once. */
import { css, html, LitElement, nothing } from 'lit';
import { formatDay, formatHour } from '../../format.ts';
import type { Message } from '../../live/frames.ts';
import { sharedStyles } from '../shared-styles.ts';
import { bubbleStyles } from './chat-styles.ts';

const tones = 4;

class ChatMessage extends LitElement {
  static override properties = { message: { attribute: false }, own: { type: Boolean }, following: { type: Boolean } };
  static override styles = [
    sharedStyles,
    bubbleStyles,
    css`
      article { position: relative; max-width: min(36rem, 88%); padding-left: 2.75rem; }
      .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.625rem; margin-bottom: 0.1875rem; font-size: var(--text-small); line-height: 1.5; }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      time { color: var(--muted); }
      .own { padding-left: 0; }
      .own .head { justify-content: flex-end; }
      .initial { position: absolute; top: 0.125rem; left: 0; display: grid; place-items: center; width: 2.125rem; height: 2.125rem; border-radius: 50%; font: 600 1rem/1 var(--serif); }
      .tone-0 { background: var(--accent-soft); color: var(--accent); }
      .tone-1 { background: var(--success); color: var(--good); }
      .tone-2 { background: var(--warning); color: var(--low); }
      .tone-3 { background: var(--sunken); color: var(--ink); }
    `,
  ];

  declare message: Message;
  declare own: boolean;
  /** The one before is of the same reader, a moment ago. */
  declare following: boolean;

  override render() {
    const { sender, text, sentAt } = this.message;
    const who = this.own ? 'You' : sender.name;
    const title = `${formatDay(sentAt)}, ${formatHour(sentAt)}`;
    const time = html`<time datetime=${sentAt} title=${title}>${formatHour(sentAt)}</time>`;
    return html`
      <article class=${this.own ? 'own' : ''}>
        ${this.following ? html`<span class="visually-hidden">${who}: </span>` : this.#renderHead(who, time)}
        <p class="text" dir="auto" title=${this.following ? title : nothing}>${text}</p>
      </article>
    `;
  }

  #renderHead(who: string, time: unknown) {
    const { sender } = this.message;
    const initial = html`<span class="initial tone-${toTone(sender.id)}" aria-hidden="true">${toInitial(sender.name)}</span>`;
    return html`${this.own ? nothing : initial}<p class="head"><span class="name" dir="auto">${who}</span>${time}</p>`;
  }
}

/** The same reader has the same colour everywhere. */
function toTone(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % tones;
}

function toInitial(name: string): string {
  return ([...name].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '·').toLocaleUpperCase('en');
}

customElements.define('chat-message', ChatMessage);
