/** /admin/books/{bookId}: changes what is said of a book, unless somebody else has changed it meanwhile; or deletes it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import type { Book } from '../../api.ts';
import { getFailureWords } from '../../failure-words.ts';
import { Remote } from '../../remote.ts';
import { type BookRoute, toBookHref } from '../../routes.ts';
import { noticeStyles } from '../notice-styles.ts';
import { buttonStyles, sharedStyles, skeletonStyles } from '../shared-styles.ts';
import type { BookDraft } from './book-form.ts';
import { StaffPage } from './staff-page.ts';
import '../confirm-dialog.ts';
import '../error-notice.ts';
import './book-form.ts';

class EditBookPage extends StaffPage<BookRoute> {
  static override styles = [
    sharedStyles,
    buttonStyles,
    noticeStyles,
    skeletonStyles,
    css`
      h1 { margin: clamp(1.5rem, 4vw, 2.25rem) 0 0.5rem; font-size: var(--text-title); overflow-wrap: anywhere; }
      .about { margin-bottom: 1.75rem; color: var(--muted); }
      .about a { color: var(--accent); text-underline-offset: 0.2em; }
      .notice { max-width: 44rem; margin-bottom: 1.5rem; }
      .conflict h2 { margin-bottom: 0.25rem; font-size: 1.1875rem; }
      .conflict .button { margin-top: 0.75rem; }
      .bone { max-width: 44rem; height: 24rem; border-radius: var(--round); }
    `,
  ];

  readonly #book = new Remote<Book>(this);
  readonly #saving = new Action(this);
  #isSaved = false;

  protected async load(): Promise<void> {
    this.#saving.forget();
    this.#isSaved = false;
    const isLatest = await this.#book.load((call) => this.shop.api.getBook(this.route.bookId, call));
    if (!isLatest) return;
    const { value, error } = this.#book;
    const title = error ? getFailureWords(error.code).title : `Edit ${value?.title ?? ''}`;
    await this.reportReady({ title, summary: title });
  }

  protected renderContent(): TemplateResult {
    const { value, error } = this.#book;
    if (error !== undefined) {
      return html`
        <staff-nav current="inventory"></staff-nav>
        <h1 class="visually-hidden" tabindex="-1">${getFailureWords(error.code).title}</h1>
        <error-notice .error=${error} homeHref="/admin/books" homeLabel="See the inventory" @retry=${() => this.load()}></error-notice>
      `;
    }
    return html`
      <staff-nav current="inventory"></staff-nav>
      <h1 tabindex="-1">${value?.title ?? 'Loading the book'}</h1>
      ${value === undefined ? html`<span class="bone"></span>` : this.#renderForm(value)}
    `;
  }

  #renderForm(book: Book) {
    const { error, isBusy, isWaiting } = this.#saving;
    const isConflict = error?.code === 'conflict';
    return html`
      <p class="about">Version ${book.version} · <a href=${toBookHref(book.id)}>See it in the shop</a></p>
      ${this.#isSaved ? html`<p class="notice success">It is saved.</p>` : nothing}
      ${isConflict ? this.#renderConflict() : nothing}
      <book-form .book=${book} .state=${{ error: isConflict ? undefined : error, isBusy, isWaiting }}
        @save=${(event: CustomEvent<BookDraft>) => this.#save(book, event.detail)}>
        <button class="button" type="button" @click=${this.#askToDelete}>Delete the book</button>
      </book-form>
      <confirm-dialog heading=${`Delete ${book.title}?`} yes="Delete it" @confirm=${() => this.#delete(book)}>
        It leaves the shop at once. Orders keep what they say of it.
      </confirm-dialog>
    `;
  }

  #renderConflict() {
    return html`
      <div class="notice problem conflict" role="alert">
        <h2>Somebody else was faster</h2>
        <p>This book was changed since you opened it. Nothing of yours was saved, so that nothing of theirs is lost.</p>
        <button class="button" type="button" @click=${() => this.load()}>Show me theirs, and let me start again</button>
      </div>
    `;
  }

  async #save(book: Book, { text }: BookDraft): Promise<void> {
    this.#isSaved = false;
    const isDone = await this.#saving.run(async (call) => {
      this.#book.replace(await this.shop.staffApi.updateBook(book.id, book.version, text, call));
      this.#isSaved = true;
    });
    if (!isDone) return;
    this.shop.api.forgetSeen();
    announce(`${text.title} is saved.`);
  }

  readonly #askToDelete = (): void => {
    this.renderRoot.querySelector('confirm-dialog')?.open();
  };

  async #delete(book: Book): Promise<void> {
    if (!(await this.#saving.run((call) => this.shop.staffApi.deleteBook(book.id, call)))) return;
    this.shop.api.forgetSeen();
    announce(`${book.title} is deleted.`);
    this.shop.guide.go('/admin/books');
  }
}

customElements.define('edit-book-page', EditBookPage);
