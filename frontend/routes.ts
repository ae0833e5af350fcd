/** What each address shows. The address is the whole state of a view, so that reload, back and sharing just work. */
import { type Category, isCategory } from './categories.ts';
import { isOrderStatus } from './order-status.ts';
import type { OrderStatus } from './reader-api.ts';

export type Sort = 'title' | 'price';

/** A list: all books, or a category's in an order. */
export interface List {
  readonly category?: Category;
  readonly sort: Sort;
}

/** `from` is the API's token for this page; the first page has none. `page` is for people to read. */
export interface Paged {
  readonly page: number;
  readonly from?: string;
}

export interface CatalogueRoute extends List, Paged {
  readonly view: 'catalogue';
}

export interface BookRoute {
  readonly view: 'book' | 'edit-book';
  readonly bookId: string;
}

export interface SearchRoute {
  readonly view: 'search';
  readonly query: string;
}

export interface OrdersRoute extends Paged {
  readonly view: 'orders';
}

export interface WishlistRoute extends Paged {
  readonly view: 'wishlist';
}

export interface OrderRoute {
  readonly view: 'order';
  readonly orderId: string;
}

export type AccountView = 'sign-in' | 'sign-up' | 'confirm' | 'forgot-password';

/** `next` is where the visitor wanted to go. */
export interface AccountRoute {
  readonly view: AccountView;
  readonly next: string;
}

/** A search when there is a query, else all books. */
export interface InventoryRoute extends Paged {
  readonly view: 'inventory';
  readonly query: string;
}

/** `day` is such as 2026-02-28, in UTC; today unless given. */
export interface StaffOrdersRoute extends Paged {
  readonly view: 'staff-orders';
  readonly status: OrderStatus;
  readonly day?: string;
}

export type Route =
  | CatalogueRoute
  | BookRoute
  | SearchRoute
  | OrdersRoute
  | OrderRoute
  | WishlistRoute
  | AccountRoute
  | InventoryRoute
  | StaffOrdersRoute
  | { readonly view: 'cart' | 'checkout' | 'lobby' | 'new-book' | 'not-found' };

type Address = Pick<URL, 'pathname' | 'search'>;
type Parse = (query: URLSearchParams, id: string) => Route;

const notFound: Route = { view: 'not-found' };
const longestQuery = 100;

/** By path; `*` stands for an id. */
const views = new Map<string, Parse>([
  ['', (query) => ({ view: 'catalogue', sort: 'title', ...parsePage(query) })],
  ['books/*', (_, bookId) => ({ view: 'book', bookId })],
  ['categories/*', parseCategory],
  ['search', (query) => ({ view: 'search', query: parseQuery(query) })],
  ['cart', () => ({ view: 'cart' })],
  ['checkout', () => ({ view: 'checkout' })],
  ['lobby', () => ({ view: 'lobby' })],
  ['wishlist', (query) => ({ view: 'wishlist', ...parsePage(query) })],
  ['orders', (query) => ({ view: 'orders', ...parsePage(query) })],
  ['orders/*', (_, orderId) => ({ view: 'order', orderId })],
  ['sign-in', (query) => ({ view: 'sign-in', next: parseNext(query) })],
  ['sign-up', (query) => ({ view: 'sign-up', next: parseNext(query) })],
  ['confirm', (query) => ({ view: 'confirm', next: parseNext(query) })],
  ['forgot-password', (query) => ({ view: 'forgot-password', next: parseNext(query) })],
  ['admin/books', (query) => ({ view: 'inventory', query: parseQuery(query), ...parsePage(query) })],
  ['admin/new-book', () => ({ view: 'new-book' })],
  ['admin/books/*', (_, bookId) => ({ view: 'edit-book', bookId })],
  ['admin/orders', parseStaffOrders],
]);

export function parseRoute({ pathname, search }: Address): Route {
  const parts = decodeParts(pathname);
  if (parts === undefined) return notFound;
  const query = new URLSearchParams(search);
  const exact = views.get(parts.join('/'));
  if (exact !== undefined && !parts.includes('*')) return exact(query, '');
  const id = parts.at(-1) ?? '';
  return views.get([...parts.slice(0, -1), '*'].join('/'))?.(query, id) ?? notFound;
}

export function toBookHref(bookId: string): string {
  return `/books/${encodeURIComponent(bookId)}`;
}

export function toOrderHref(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

export function toInventoryHref(query = ''): string {
  return withQuery('/admin/books', query === '' ? {} : { q: query });
}

export function toEditHref(bookId: string): string {
  return `/admin/books/${encodeURIComponent(bookId)}`;
}

export function toStaffOrdersHref(status: OrderStatus, day?: string): string {
  const statusPart = status === 'placed' ? {} : { status };
  return withQuery('/admin/orders', day === undefined ? statusPart : { ...statusPart, day });
}

export function toSearchHref(query: string): string {
  return withQuery('/search', query === '' ? {} : { q: query });
}

export function toAccountHref(view: AccountView, next = '/'): string {
  return withQuery(`/${view}`, next === '/' ? {} : { next });
}

/** The address of a list's page; of its first page when no token is given. */
export function toListHref({ category, sort }: List, page = 1, from?: string): string {
  const path = category === undefined ? '/' : `/categories/${category}`;
  return toPageHref(withQuery(path, category === undefined || sort === 'title' ? {} : { sort }), page, from);
}

/** `first` is the address of the list's first page. */
export function toPageHref(first: string, page: number, from: string | undefined): string {
  if (from === undefined) return first;
  return `${first}${first.includes('?') ? '&' : '?'}${new URLSearchParams({ page: String(page), from })}`;
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
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
function parsePage(query: URLSearchParams): Paged {
  const from = query.get('from');
  if (from === null || from === '') return { page: 1 };
  const page = Number(query.get('page'));
  return { page: Number.isSafeInteger(page) && page > 1 ? page : 2, from };
}

function parseCategory(query: URLSearchParams, category: string): Route {
  if (!isCategory(category)) return notFound;
  const sort = query.get('sort') === 'price' ? 'price' : 'title';
  return { view: 'catalogue', category, sort, ...parsePage(query) };
}

function parseQuery(query: URLSearchParams): string {
  return (query.get('q') ?? '').trim().slice(0, longestQuery);
}

function parseStaffOrders(query: URLSearchParams): Route {
  const status = query.get('status') ?? 'placed';
  if (!isOrderStatus(status)) return notFound;
  const day = query.get('day') ?? '';
  const dayPart = /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {};
  return { view: 'staff-orders', status, ...dayPart, ...parsePage(query) };
}

/** Only addresses of this shop, or a link could lead from our sign-in page to somebody else's. */
function parseNext(query: URLSearchParams): string {
  const shop = 'http://shop.invalid';
  const text = query.get('next') ?? '/';
  if (!URL.canParse(text, shop)) return '/';
  const { origin, pathname, search } = new URL(text, shop);
  return origin === shop && !pathname.startsWith('//') ? pathname + search : '/';
}
