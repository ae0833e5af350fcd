/** A room of the chat: who is there, what is said, and a place to write. Those who are signed out are asked to sign in. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { announce } from '../../announce.ts';
import { countReaders } from '../../format.ts';
import type { LiveState } from '../../live/live-client.ts';
import { describeLiveError, LiveError } from '../../live/live-error.ts';
import type { Room } from '../../live/room.ts';
import { toAccountHref } from '../../routes.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../live-state.ts';
import './chat-composer.ts';
import './chat-log.ts';

class ChatRoom extends LitElement {
  static override properties = { shop: { attribute: false }, room: {}, olderError: { state: true } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    css`
      section { display: flex; flex-direction: column; height: var(--chat-height, 28rem); border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); overflow: hidden; }
      .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; min-height: 2.875rem; padding: 0.5rem 1rem; border-bottom: 1px solid var(--line); }
      .people { color: var(--muted); font-size: var(--text-small); }
      chat-log { flex: 1; }
      .notice { margin: 0.75rem 1rem 0; }
      .outside { align-items: center; justify-content: center; gap: 1.25rem; height: auto; min-height: 12rem; padding: 2rem 1.5rem; text-align: center; }
      .outside p { max-width: 26rem; color: var(--muted); text-wrap: balance; }
      .outside .ways { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.75rem; }
    `,
  ];

  declare shop: Shop;
  /** Such as `lobby`. */
  declare room: string;
  declare olderError: LiveError | undefined;
  #entered: Room | undefined;
  #enteredAs = '';
  #lastState: LiveState = 'closed';
  /** Until everything is here again that was said meanwhile. */
  #isReturning = false;

  constructor() {
    super();
    new Watching(this, () => [this.shop.session, this.shop.live, ...(this.#entered ? [this.#entered] : [])]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  /** Another reader gets the room anew: nothing of the one before stays. */
  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { reader } = this.shop.session;
    const wanted = reader === undefined ? '' : `${reader.userId} ${this.room}`;
    if (wanted === this.#enteredAs) return;
    this.#leave();
    this.#enteredAs = wanted;
    if (reader === undefined) return;
    this.#entered = this.shop.live.enter(this.room);
    // Watched from the next rendering on.
    this.requestUpdate();
  }

  override render() {
    const room = this.#entered;
    if (room === undefined) return this.#renderOutside();
    const { live, session } = this.shop;
    return html`
      <section aria-label="Chat">
        <div class="head">
          <live-state .live=${live}></live-state>
          <span class="people">${room.people === undefined ? nothing : describePeople(room.people)}</span>
        </div>
        ${this.#renderProblem(room.error ?? this.olderError)}
        <chat-log .room=${room} @older=${this.#loadOlder}></chat-log>
        <chat-composer name=${room.you?.name ?? session.reader?.name ?? ''} ?ready=${live.state === 'live' && room.error === undefined}
          @send=${(event: CustomEvent<string>) => room.send(event.detail)}></chat-composer>
      </section>
    `;
  }

  protected override updated(): void {
    const room = this.#entered;
    const { state } = this.shop.live;
    if (room === undefined) return;
    if (state === 'offline' && this.#lastState === 'live') {
      this.#isReturning = true;
      announce('The connection is lost. Trying again.');
    }
    this.#lastState = state;
    if (!this.#isReturning || room.isCatchingUp) return;
    this.#isReturning = false;
    announce(`You are connected again. ${room.missed === 0 ? 'You missed nothing.' : `New messages: ${room.missed}.`}`);
  }

  #leave(): void {
    if (this.#entered) this.shop.live.leave(this.#entered);
    this.#entered = undefined;
    this.#enteredAs = '';
    this.olderError = undefined;
  }

  #renderProblem(error: LiveError | undefined) {
    return error === undefined ? nothing : html`<p class="notice problem" role="alert">${describeLiveError(error)}</p>`;
  }

  #renderOutside() {
    const here = location.pathname + location.search;
    return html`
      <section class="outside" aria-label="Chat">
        <p>Only readers with an account talk here, so that everybody has a name.</p>
        <div class="ways">
          <a class="button primary" href=${toAccountHref('sign-in', here)}>Sign in to join</a>
          <a class="button" href=${toAccountHref('sign-up', here)}>Create an account</a>
        </div>
      </section>
    `;
  }

  readonly #loadOlder = async (): Promise<void> => {
    this.olderError = undefined;
    try {
      await this.#entered?.loadOlder();
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      this.olderError = error;
    }
  };
}

function describePeople(count: number): string {
  return count <= 1 ? 'Only you are here' : `${countReaders(count)} here`;
}

customElements.define('chat-room', ChatRoom);
