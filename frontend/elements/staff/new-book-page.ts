/** /admin/new-book: adds a book. The shop makes its id. */
import { css, html, type TemplateResult } from 'lit';
import { Action } from '../../action.ts';
import { announce } from '../../announce.ts';
import { type Route, toBookHref } from '../../routes.ts';
import { sharedStyles } from '../shared-styles.ts';
import type { BookDraft } from './book-form.ts';
import { StaffPage } from './staff-page.ts';
import './book-form.ts';

class NewBookPage extends StaffPage<Route> {
  static override styles = [
    sharedStyles,
    css`
      h1 { margin: clamp(1.5rem, 4vw, 2.25rem) 0 1.75rem; font-size: var(--text-title); }
    `,
  ];

  readonly #saving = new Action(this);

  protected async load(): Promise<void> {
    await this.reportReady({ title: 'Add a book', summary: 'Add a book' });
  }

  protected renderContent(): TemplateResult {
    const { error, isBusy, isWaiting } = this.#saving;
    return html`
      <staff-nav current="inventory"></staff-nav>
      <h1 tabindex="-1">Add a book</h1>
      <book-form .state=${{ error, isBusy, isWaiting }} @save=${(event: CustomEvent<BookDraft>) => this.#save(event.detail)}></book-form>
    `;
  }

  async #save({ text, stock }: BookDraft): Promise<void> {
    let bookId = '';
    const isDone = await this.#saving.run(async (call) => {
      ({ id: bookId } = await this.shop.staffApi.createBook({ ...text, stock }, call));
    });
    if (!isDone) return;
    this.shop.api.forgetSeen();
    announce(`${text.title} is on the shelf.`);
    this.shop.guide.go(toBookHref(bookId));
  }
}

customElements.define('new-book-page', NewBookPage);
