/** The bookstore's API as typed calls. Failures are ApiErrors; throttled calls are tried again by themselves. */
import createClient, { type Client } from 'openapi-fetch';
import { ApiError, toApiError, toNetworkError } from './api-error.ts';
import type { components, paths } from './api-types.ts';
import { type RetryOptions, retryThrottled } from './retry.ts';
import { type CatalogueRoute, toListHref } from './routes.ts';

export type Book = components['schemas']['Book'];
export type BookPage = components['schemas']['BookPage'];
export type CallOptions = Pick<RetryOptions, 'signal' | 'onWait'>;

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

export class Api {
  readonly url: string;
  readonly #client: Client<paths>;
  readonly #isOnline: () => boolean;
  // What was seen in this visit, to show at once while the fresh answer is on its way.
  readonly #pages = new Map<string, BookPage>();
  readonly #books = new Map<string, Book>();

  constructor(url: string, fetchAnswer: typeof fetch = fetch, isOnline = () => navigator.onLine) {
    this.url = url;
    this.#client = createClient<paths>({ baseUrl: url, fetch: (request) => fetchAnswer(request) });
    this.#isOnline = isOnline;
  }

  async listBooks(route: CatalogueRoute, call: CallOptions): Promise<BookPage> {
    const page = await this.#get(() => this.#sendList(route, call.signal), call);
    if (!Array.isArray(page.items)) throw new ApiError('unexpected', 'The answer is not a page of books.');
    this.#pages.set(toPageKey(route), page);
    for (const book of page.items) this.#books.set(book.id, book);
    return page;
  }

  async getBook(bookId: string, call: CallOptions): Promise<Book> {
    const send = () => this.#client.GET('/books/{bookId}', { params: { path: { bookId } }, signal: call.signal });
    const book = await this.#get(send, call);
    if (typeof book.title !== 'string') throw new ApiError('unexpected', 'The answer is not a book.');
    this.#books.set(bookId, book);
    return book;
  }

  findSeenPage(route: CatalogueRoute): BookPage | undefined {
    return this.#pages.get(toPageKey(route));
  }

  findSeenBook(bookId: string): Book | undefined {
    return this.#books.get(bookId);
  }

  toCoverUrl(bookId: string): string {
    return `${this.url}/books/${encodeURIComponent(bookId)}/cover`;
  }

  #sendList({ category, sort, from }: CatalogueRoute, signal: AbortSignal): Answer<BookPage> {
    const token = from === undefined ? {} : { nextToken: from };
    if (category === undefined) return this.#client.GET('/books', { params: { query: token }, signal });
    const params = { path: { category }, query: { sort, ...token } };
    return this.#client.GET('/categories/{category}/books', { params, signal });
  }

  #get<T>(send: () => Answer<T>, call: CallOptions): Promise<T> {
    return retryThrottled(() => this.#getOnce(send, call.signal), call);
  }

  async #getOnce<T>(send: () => Answer<T>, signal: AbortSignal): Promise<T> {
    const answer = await send().catch((cause: unknown) => {
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(cause, this.#isOnline(), this.url);
    });
    if (!answer.response.ok) throw toApiError(answer.response.status, answer.error);
    if (answer.data === undefined || answer.data === null)
      throw new ApiError('unexpected', 'The answer is empty.', answer.response.status);
    return answer.data;
  }
}

function toPageKey(route: CatalogueRoute): string {
  return toListHref(route, route.page, route.from);
}
