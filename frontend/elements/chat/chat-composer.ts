/** Where the reader writes a message. Fires `send` with its text. */
import { css, html, LitElement } from 'lit';
import { formStyles } from '../form-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';

const mostCharacters = 1000;
const limit = mostCharacters.toLocaleString('en');

class ChatComposer extends LitElement {
  static override properties = {
    name: {},
    ready: { type: Boolean },
    count: { state: true },
    isTooLong: { state: true },
  };
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    css`
      form { grid-template-columns: minmax(0, 1fr) auto; gap: 0.5rem 0.75rem; padding: 0.875rem 1rem 1rem; border-top: 1px solid var(--line); }
      textarea { min-height: 2.875rem; max-height: 9rem; field-sizing: content; resize: none; border-radius: 1.25rem; padding: 0.625rem 1.125rem; }
      .button { align-self: end; min-height: 2.875rem; }
      .button[aria-disabled="true"] { opacity: 0.55; }
      .foot { grid-column: 1 / -1; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0 0.25rem; }
      .foot[hidden] { display: none; }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .over { color: var(--low); font-weight: 600; }
      @media (pointer: coarse), (width < 30rem) { .keys { display: none; } }
    `,
  ];

  /** Under which the message appears. */
  declare name: string;
  /** There is a connection to send it over. */
  declare ready: boolean;
  declare count: number;
  /** Was sent off although it is: a line says so. */
  declare isTooLong: boolean;

  constructor() {
    super();
    this.count = 0;
    this.isTooLong = false;
  }

  override render() {
    const isOver = this.count > mostCharacters;
    return html`
      <form method="post" @submit=${this.#submit}>
        <label class="visually-hidden" for="text">Your message</label>
        <textarea id="text" rows="1" placeholder="Write a message" aria-describedby="who count" aria-invalid=${isOver}
          enterkeyhint="send" @input=${this.#count} @keydown=${this.#onKey}></textarea>
        <button class="button primary" type="submit" aria-disabled=${!this.ready || this.count === 0 || isOver}>Send</button>
        <p class="foot hint">
          <span id="who">You write as <span class="name">${this.name}</span>. <span class="keys">Enter sends, Shift + Enter starts a new line.</span></span>
          <span id="count" class=${isOver ? 'over' : ''}><span class="visually-hidden">Characters: </span>${this.count.toLocaleString('en')} / ${limit}</span>
        </p>
        <p class="foot hint over" role="alert" ?hidden=${!this.isTooLong}>${this.isTooLong ? `A message has at most ${limit} characters.` : ''}</p>
      </form>
    `;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  /** As the server counts: an emoji is one character, and white space at both ends is none. */
  readonly #count = (): void => {
    this.count = [...(this.#field?.value.trim() ?? '')].length;
    if (this.count <= mostCharacters) this.isTooLong = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    // While a word is being composed, Enter ends the word. On a phone there is no Shift to start a new line with.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    this.#send();
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#send();
    this.#field?.focus();
  };

  #send(): void {
    const text = this.#field?.value.trim() ?? '';
    this.isTooLong = this.count > mostCharacters;
    if (!this.ready || text === '' || this.isTooLong || this.#field === null) return;
    this.#field.value = '';
    this.count = 0;
    this.dispatchEvent(new CustomEvent<string>('send', { detail: text }));
  }
}

customElements.define('chat-composer', ChatComposer);
