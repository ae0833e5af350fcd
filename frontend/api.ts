/** What anybody may ask the API, as typed calls: books, search and reviews. */
import { ApiError } from './api-error.ts';
import type { ApiTransport, CallOptions } from './api-transport.ts';
import type { components } from './api-types.ts';
import { type CatalogueRoute, toListHref } from './routes.ts';

export type Book = components['schemas']['Book'];
export type BookPage = components['schemas']['BookPage'];
export type Review = components['schemas']['Review'];
export type ReviewPage = components['schemas']['ReviewPage'];
export type SearchResult = components['schemas']['SearchResult'];

export class Api {
  readonly #transport: ApiTransport;
  // What was seen in this visit, to show at once while the fresh answer is on its way.
  readonly #pages = new Map<string, BookPage>();
  readonly #books = new Map<string, Book>();

  constructor(transport: ApiTransport) {
    this.#transport = transport;
  }

  async listBooks(route: CatalogueRoute, call: CallOptions): Promise<BookPage> {
    const page = await this.#askForList(route, call);
    assertList(page, 'a page of books');
    this.#pages.set(toPageKey(route), page);
    this.#remember(page.items);
    return page;
  }

  async getBook(bookId: string, call: CallOptions): Promise<Book> {
    const params = { path: { bookId } };
    const book = await this.#transport.ask((send) => this.#client.GET('/books/{bookId}', { params, ...send }), call);
    if (typeof book.title !== 'string') throw new ApiError('unexpected', 'The answer is not a book.');
    this.#remember([book]);
    return book;
  }

  async searchBooks(query: string, call: CallOptions): Promise<SearchResult> {
    const params = { query: { q: query } };
    const result = await this.#transport.ask((send) => this.#client.GET('/search', { params, ...send }), call);
    assertList(result, 'a list of books');
    this.#remember(result.items);
    return result;
  }

  async listReviews(bookId: string, nextToken: string | undefined, call: CallOptions): Promise<ReviewPage> {
    const query = nextToken === undefined ? { limit: 5 } : { limit: 5, nextToken };
    const params = { path: { bookId }, query };
    const page = await this.#transport.ask(
      (send) => this.#client.GET('/books/{bookId}/reviews', { params, ...send }),
      call,
    );
    assertList(page, 'a page of reviews');
    return page;
  }

  findSeenPage(route: CatalogueRoute): BookPage | undefined {
    return this.#pages.get(toPageKey(route));
  }

  findSeenBook(bookId: string): Book | undefined {
    return this.#books.get(bookId);
  }

  /** After a change of which the API has told us already. */
  forgetSeen(): void {
    this.#pages.clear();
    this.#books.clear();
  }

  toCoverUrl(bookId: string): string {
    return `${this.#transport.url}/books/${encodeURIComponent(bookId)}/cover`;
  }

  get #client() {
    return this.#transport.client;
  }

  #askForList({ category, sort, from }: CatalogueRoute, call: CallOptions): Promise<BookPage> {
    const token = from === undefined ? {} : { nextToken: from };
    if (category === undefined) {
      const params = { query: token };
      return this.#transport.ask((send) => this.#client.GET('/books', { params, ...send }), call);
    }
    const params = { path: { category }, query: { sort, ...token } };
    return this.#transport.ask((send) => this.#client.GET('/categories/{category}/books', { params, ...send }), call);
  }

  #remember(books: readonly Book[]): void {
    for (const book of books) this.#books.set(book.id, book);
  }
}

function toPageKey(route: CatalogueRoute): string {
  return toListHref(route, route.page, route.from);
}

function assertList(answer: { readonly items?: unknown }, what: string): void {
  if (!Array.isArray(answer.items)) throw new ApiError('unexpected', `The answer is not ${what}.`);
}
