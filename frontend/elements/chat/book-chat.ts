/** The room of a book, on its page. It is entered when it comes into sight; on a phone, when it is folded out. */
import { css, html, LitElement, nothing } from 'lit';
import type { Book } from '../../api.ts';
import type { Shop } from '../../shop.ts';
import { Watching } from '../../watching.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import './chat-room.ts';

const isWide = () => matchMedia('(width >= 58rem)').matches;

class BookChat extends LitElement {
  static override properties = {
    shop: { attribute: false },
    book: { attribute: false },
    isOpen: { state: true },
    isNear: { state: true },
  };
  static override styles = [
    sharedStyles,
    buttonStyles,
    css`
      section { margin-top: clamp(3.5rem, 8vw, 6rem); padding-top: 2.25rem; border-top: 1px solid var(--line); }
      .columns { display: grid; gap: 1.25rem clamp(2.5rem, 6vw, 5rem); align-items: start; }
      h2 { margin-bottom: 0.75rem; font-size: 1.625rem; }
      p { color: var(--muted); text-wrap: pretty; }
      p a { color: var(--accent); text-underline-offset: 0.2em; }
      .fold { margin-top: 1.25rem; }
      .place { min-height: 12rem; }
      .place.inside { min-height: 28rem; }
      @media (width >= 58rem) {
        .columns { grid-template-columns: minmax(14rem, 21rem) minmax(0, 1fr); }
        .fold { display: none; }
      }
    `,
  ];

  declare shop: Shop;
  declare book: Book;
  declare isOpen: boolean;
  /** A reader who never scrolls down to it costs no connection. */
  declare isNear: boolean;
  readonly #sight = new IntersectionObserver((entries) => {
    this.isNear ||= entries.some(({ isIntersecting }) => isIntersecting);
  });

  constructor() {
    super();
    this.isOpen = isWide();
    this.isNear = false;
    new Watching(this, () => [this.shop.session]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  override render() {
    const toggle = () => {
      this.isOpen = !this.isOpen;
    };
    return html`
      <section aria-labelledby="heading">
        <div class="columns">
          <div>
            <h2 id="heading">Talk about it</h2>
            <p>With whoever has this page open now, and whoever comes later: what is said stays for thirty days. For all else there is <a href="/lobby">the lobby</a>.</p>
            <button class="button fold" type="button" aria-expanded=${this.isOpen} aria-controls="room" @click=${toggle}>
              ${this.isOpen ? 'Close the chat' : 'Open the chat'}
            </button>
          </div>
          <div id="room" ?hidden=${!this.isOpen}>${this.isOpen ? this.#renderRoom() : nothing}</div>
        </div>
      </section>
    `;
  }

  #renderRoom() {
    const isInside = this.shop.session.reader !== undefined;
    if (!this.isNear) return html`<div class=${isInside ? 'place inside' : 'place'}></div>`;
    return html`<chat-room .shop=${this.shop} room=${`book:${this.book.id}`}></chat-room>`;
  }
}

customElements.define('book-chat', BookChat);
