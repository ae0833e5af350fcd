/** What is said in a room: stays at the newest message unless the reader has scrolled back. Fires `older`. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay } from '../../format.ts';
import type { Message } from '../../live/frames.ts';
import type { Outgoing } from '../../live/outbox.ts';
import type { Room } from '../../live/room.ts';
import { Watching } from '../../watching.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import './chat-message.ts';
import './chat-outgoing.ts';

/** So close to the end counts as at the end. */
const nearPixels = 48;
const sameBreathMs = 5 * 60_000;
/** A screen reader would read out a whole page of history. */
const quietMs = 1000;

class ChatLog extends LitElement {
  static override properties = { room: { attribute: false }, hasUnseen: { state: true }, isSpoken: { state: true } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    skeletonStyles,
    css`
      :host { position: relative; display: flex; flex-direction: column; min-height: 0; }
      .scroll { flex: 1; min-height: 0; padding: 1rem; overflow-y: auto; overflow-anchor: none; overscroll-behavior-y: contain; }
      .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; border-radius: var(--round); }
      li + li { margin-top: 0.875rem; }
      li.following { margin-top: 0.25rem; }
      .day { display: flex; align-items: center; gap: 0.875rem; margin: 0.5rem 0 0.875rem; color: var(--muted); font-size: var(--text-small); }
      .day::before, .day::after { content: ""; flex: 1; height: 1px; background: var(--line); }
      .older { display: flex; justify-content: center; margin-bottom: 1rem; }
      .quiet { padding: 2.5rem 1rem; color: var(--muted); text-align: center; font: italic var(--text-large)/1.5 var(--serif); text-wrap: balance; }
      .jump { position: absolute; bottom: 0.75rem; left: 50%; background: var(--surface); box-shadow: var(--shadow-cover); transform: translateX(-50%); }
      .bone { width: 60%; height: 2.5rem; margin-bottom: 1rem; border-radius: 1.125rem; }
      .bone:nth-child(even) { width: 45%; }
      .bone:last-child { margin-left: auto; }
    `,
  ];

  declare room: Room;
  declare hasUnseen: boolean;
  declare isSpoken: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAtEnd = true;
  #firstId: string | undefined;
  #lastId: string | undefined;
  /** How far what the reader sees is from the end, while older messages come in above it. */
  #pixelsFromEnd: number | undefined;
  // The messages are elements of their own: how high they are is known only when all have been rendered.
  readonly #size = new ResizeObserver(() => this.#settle());

  constructor() {
    super();
    this.hasUnseen = false;
    this.isSpoken = false;
    new Watching(this, () => [this.room]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.#isAtEnd = true;
    this.#notePlace();
    if (!this.room.isCatchingUp && !this.room.isLoadingOlder) {
      this.#timer ??= setTimeout(() => {
        this.isSpoken = true;
      }, quietMs);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.isSpoken = false;
  }

  override render() {
    const { isCatchingUp, hasOlder } = this.room;
    return html`
      <div class="scroll" role="group" aria-label="Conversation" tabindex="0" @scroll=${this.#onScroll}>
        <div class="content">
          ${hasOlder ? this.#renderOlder() : nothing} ${this.#renderEmptiness()}
          <div role="log" aria-label="Messages" aria-live=${this.isSpoken ? 'polite' : 'off'} aria-busy=${isCatchingUp}>
            <ol role="list">${this.#renderMessages()} ${this.#renderOutgoing()}</ol>
          </div>
        </div>
      </div>
      ${this.hasUnseen ? html`<button class="button jump" type="button" @click=${this.#goToEnd}>New messages<span aria-hidden="true">↓</span></button>` : nothing}
    `;
  }

  protected override firstUpdated(): void {
    for (const element of this.renderRoot.querySelectorAll('.scroll, .content')) this.#size.observe(element);
  }

  get #scroll(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroll');
  }

  /** Before new messages are rendered. */
  #notePlace(): void {
    const { messages, outgoing } = this.room;
    const [firstId, lastId] = [messages[0]?.messageId, messages.at(-1)?.messageId];
    const isPrepended = lastId !== undefined && lastId === this.#lastId && firstId !== this.#firstId;
    if (isPrepended && this.#scroll) this.#pixelsFromEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    // Whoever writes wants to see it.
    if (outgoing.at(-1)?.state === 'sending') this.#isAtEnd = true;
    if (!this.#isAtEnd && lastId !== this.#lastId) this.hasUnseen = true;
    this.#firstId = firstId;
    this.#lastId = lastId;
  }

  #settle(): void {
    const scroll = this.#scroll;
    if (scroll === null) return;
    if (this.#pixelsFromEnd !== undefined) scroll.scrollTop = scroll.scrollHeight - this.#pixelsFromEnd;
    else if (this.#isAtEnd) scroll.scrollTop = scroll.scrollHeight;
    this.#pixelsFromEnd = undefined;
  }

  #renderOlder() {
    const askOlder = () => this.dispatchEvent(new CustomEvent('older'));
    const { isLoadingOlder } = this.room;
    return html`
      <p class="older">
        <button class="button" type="button" aria-disabled=${isLoadingOlder} @click=${askOlder}>${isLoadingOlder ? 'Loading…' : 'Older messages'}</button>
      </p>
    `;
  }

  #renderEmptiness() {
    const { messages, outgoing, isCatchingUp } = this.room;
    if (messages.length > 0 || outgoing.length > 0) return nothing;
    if (!isCatchingUp) return html`<p class="quiet">It is quiet here. Say the first word.</p>`;
    return html`<div aria-hidden="true"><span class="bone"></span><span class="bone"></span><span class="bone"></span></div>`;
  }

  #renderMessages() {
    const { messages } = this.room;
    const render = (message: Message, index: number) => this.#renderMessage(message, messages[index - 1]);
    return repeat(messages, ({ messageId }) => messageId, render);
  }

  #renderOutgoing() {
    const { room } = this;
    const render = (item: Outgoing) => html`
      <li><chat-outgoing .outgoing=${item} @again=${() => room.sendAgain(item)} @discard=${() => room.discard(item)}></chat-outgoing></li>
    `;
    return repeat(room.outgoing, ({ key }) => key, render);
  }

  #renderMessage(message: Message, before: Message | undefined) {
    const isNewDay = before === undefined || formatDay(before.sentAt) !== formatDay(message.sentAt);
    const isFollowing = !isNewDay && isSameBreath(before, message);
    return html`
      <li class=${isFollowing ? 'following' : ''}>
        ${isNewDay ? html`<p class="day">${formatDay(message.sentAt)}</p>` : nothing}
        <chat-message .message=${message} ?own=${message.sender.id === this.room.you?.id} ?following=${isFollowing}></chat-message>
      </li>
    `;
  }

  readonly #onScroll = (): void => {
    const scroll = this.#scroll;
    if (scroll === null) return;
    this.#isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearPixels;
    if (this.#isAtEnd) this.hasUnseen = false;
  };

  readonly #goToEnd = (): void => {
    this.#scroll?.scrollTo({ top: this.#scroll.scrollHeight });
    this.#scroll?.focus();
  };
}

function isSameBreath(before: Message, message: Message): boolean {
  const isSame = before.sender.id === message.sender.id && before.sender.name === message.sender.name;
  return isSame && Date.parse(message.sentAt) - Date.parse(before.sentAt) < sameBreathMs;
}

customElements.define('chat-log', ChatLog);
