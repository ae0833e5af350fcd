/** What each address shows. The address is the whole state of a view, so that reload, back and sharing just work. */
import { type Category, isCategory } from './categories.ts';

export type Sort = 'title' | 'price';

/** A list: all books, or a category's in an order. */
export interface List {
  readonly category?: Category;
  readonly sort: Sort;
}

/** `from` is the API's token for this page; the first page has none. `page` is for people to read. */
export interface CatalogueRoute extends List {
  readonly view: 'catalogue';
  readonly page: number;
  readonly from?: string;
}

export interface BookRoute {
  readonly view: 'book';
  readonly bookId: string;
}

export type Route = CatalogueRoute | BookRoute | { readonly view: 'not-found' };

type Address = Pick<URL, 'pathname' | 'search'>;

const notFound: Route = { view: 'not-found' };

export function parseRoute({ pathname, search }: Address): Route {
  const parts = decodeParts(pathname);
  if (parts === undefined || parts.length > 2) return notFound;
  const [first, second] = parts;
  const query = new URLSearchParams(search);
  if (first === undefined) return { view: 'catalogue', sort: 'title', ...parsePage(query) };
  if (second === undefined) return notFound;
  if (first === 'books') return { view: 'book', bookId: second };
  if (first !== 'categories' || !isCategory(second)) return notFound;
  const sort = query.get('sort') === 'price' ? 'price' : 'title';
  return { view: 'catalogue', category: second, sort, ...parsePage(query) };
}

export function toBookHref(bookId: string): string {
  return `/books/${encodeURIComponent(bookId)}`;
}

/** The address of a list's page; of its first page when no token is given. */
export function toListHref({ category, sort }: List, page = 1, from?: string): string {
  const query = new URLSearchParams();
  if (category !== undefined && sort !== 'title') query.set('sort', sort);
  if (from !== undefined) {
    query.set('page', String(page));
    query.set('from', from);
  }
  const path = category === undefined ? '/' : `/categories/${category}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Undefined when a part is not valid percent-encoding. */
function decodeParts(pathname: string): string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

// A page number alone can't be looked up: the API knows its pages by token only.
function parsePage(query: URLSearchParams): Pick<CatalogueRoute, 'page' | 'from'> {
  const from = query.get('from');
  if (from === null || from === '') return { page: 1 };
  const page = Number(query.get('page'));
  return { page: Number.isSafeInteger(page) && page > 1 ? page : 2, from };
}
