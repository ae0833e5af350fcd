/** Everything that staff say of a book. Fires `save` with it; a new book has its first stock too. */
import { css, html, LitElement, nothing } from 'lit';
import type { Action } from '../../action.ts';
import type { Book } from '../../api.ts';
import { categories, getShelf, isCategory } from '../../categories.ts';
import type { BookRequest } from '../../staff-api.ts';
import { formStyles } from '../form-styles.ts';
import { buttonStyles, sharedStyles } from '../shared-styles.ts';
import '../action-notice.ts';

export interface BookDraft {
  readonly text: BookRequest;
  readonly stock: number;
}

class BookForm extends LitElement {
  static override properties = { book: { attribute: false }, state: { attribute: false } };
  static override styles = [
    sharedStyles,
    buttonStyles,
    formStyles,
    css`
      form { max-width: 44rem; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 1.25rem; }
      textarea { min-height: 9rem; }
    `,
  ];

  /** Undefined for a new one. */
  declare book: Book | undefined;
  declare state: Pick<Action, 'error' | 'isWaiting' | 'isBusy'>;

  override render() {
    const { book } = this;
    const { error, isWaiting, isBusy } = this.state;
    return html`
      <form method="post" @submit=${this.#submit}>
        ${renderText('title', 'Title', 200, book?.title)}
        ${renderText('author', 'Author', 100, book?.author)}
        <div class="pair">
          <div class="field">
            <label for="category">Shelf</label>
            <select id="category" name="category" required>
              ${categories.map((it) => html`<option value=${it} ?selected=${it === (book?.category ?? 'classics')}>${getShelf(it).name}</option>`)}
            </select>
          </div>
          ${renderText('language', 'Written in', 40, book?.language)}
        </div>
        <div class="pair">
          ${renderNumber('year', 'First published', -4000, 2100, 1, book?.year, 'Years before Christ are below zero.')}
          ${renderNumber('price', 'Price in dollars', 0.01, 10_000, 0.01, book && book.priceInCents / 100)}
          ${book === undefined ? renderNumber('stock', 'Copies', 0, 1_000_000, 1, 10) : nothing}
        </div>
        <div class="field">
          <label for="description">Description</label>
          <textarea id="description" name="description" required maxlength="2000" .value=${book?.description ?? ''}></textarea>
        </div>
        <action-notice .state=${{ error, isWaiting }}></action-notice>
        <div class="buttons">
          <button class="button primary" type="submit" aria-disabled=${isBusy}>${book === undefined ? 'Add the book' : 'Save'}</button>
          <slot></slot>
        </div>
      </form>
    `;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = this.renderRoot.querySelector('form');
    if (form === null) return;
    this.dispatchEvent(new CustomEvent<BookDraft>('save', { detail: parseDraft(new FormData(form)) }));
  };
}

function renderText(name: string, label: string, longest: number, value = '') {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} required maxlength=${longest} pattern=".*\\S.*" .value=${value}>
    </div>
  `;
}

function renderNumber(name: string, label: string, min: number, max: number, step: number, value?: number, hint = '') {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type="number" required min=${min} max=${max} step=${step} .value=${value?.toString() ?? ''}
        aria-describedby=${hint === '' ? nothing : `${name}-hint`}>
      ${hint === '' ? nothing : html`<span class="hint" id=${`${name}-hint`}>${hint}</span>`}
    </div>
  `;
}

function parseDraft(fields: FormData): BookDraft {
  const readText = (name: string) => String(fields.get(name) ?? '').trim();
  const category = readText('category');
  const text: BookRequest = {
    title: readText('title'),
    author: readText('author'),
    year: Number(readText('year')),
    language: readText('language'),
    category: isCategory(category) ? category : 'classics',
    description: readText('description'),
    // 0.1 + 0.2 is not 0.3: cents are whole.
    priceInCents: Math.round(Number(readText('price')) * 100),
  };
  return { text, stock: Number(readText('stock')) };
}

customElements.define('book-form', BookForm);
