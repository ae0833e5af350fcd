/** What the REST API and the stream of the Books table make DynamoDB do, in the circumstances that docs/units.md names. */

import { toItem } from '../../functions/shared/item.ts';
import { COMMON_WORD, RARE_WORD, toGeneratedBook } from '../scale/generated-books.ts';
import type { MeteredShop } from './metered-shop.ts';
import { type Operation, operation, prepared } from './operation.ts';

/** So many generated books have to be in the tables. */
export const BOOKS_NEEDED = 300;

const IN_CART = [100, 101, 102].map(toGeneratedBook);
const TOTAL_IN_CENTS = IN_CART.reduce((total, { priceInCents }) => total + priceInCents, 0);
const newBook = {
  title: 'Letters Unsent',
  author: 'Gil Norton',
  year: 1899,
  language: 'English',
  category: 'mystery',
  description: toGeneratedBook(0).description,
  priceInCents: 1995,
};
const review = { rating: 5, text: 'I could not put it down, and neither could the cat. '.repeat(8).trim() };

export const shopOperations: readonly Operation[] = [
  operation('GET /health', '', get('/health')),
  operation('GET /books', 'a page of 20', get('/books')),
  operation('GET /categories/{category}/books', 'a page of 20, by title', get('/categories/poetry/books')),
  operation('GET /categories/{category}/books', 'a page of 20, by price', get('/categories/poetry/books?sort=price')),
  operation('GET /books/{bookId}', 'one book', get('/books/book-000001')),
  operation('GET /books/{bookId}', '404: there is none', (shop) => shop.call(404, '/books/none')),
  operation('GET /books/{bookId}/cover', 'one book', get('/books/book-000001/cover')),
  operation('GET /search', 'a word of 30 books', get(`/search?q=${RARE_WORD}`)),
  operation('GET /search', 'a word of most books: 50 are shown', get(`/search?q=${COMMON_WORD}`)),
  operation('GET /search', 'a word of no book', get('/search?q=xylophone')),
  prepared(
    'GET /books/{bookId}/reviews',
    'a page of 20',
    async (shop) => {
      for (let number = 1; number <= 20; number++) await writeReview(shop, 'book-000050', `reader-${number}`);
    },
    get('/books/book-000050/reviews'),
  ),
  operation('PUT /books/{bookId}/reviews/mine', 'the first time', (shop) => writeReview(shop, 'book-000051', 'ann')),
  prepared(
    'PUT /books/{bookId}/reviews/mine',
    'in place of an older one',
    (shop) => writeReview(shop, 'book-000052', 'ann'),
    (shop) => writeReview(shop, 'book-000052', 'ann'),
  ),
  prepared(
    'DELETE /books/{bookId}/reviews/mine',
    'one review',
    (shop) => writeReview(shop, 'book-000053', 'ann'),
    (shop) => shop.call(204, '/books/book-000053/reviews/mine', { method: 'DELETE', userId: 'ann' }),
  ),

  prepared(
    'GET /cart',
    '3 books',
    (shop) => fillCart(shop, 'bea'),
    (shop) => shop.call(200, '/cart', { userId: 'bea' }),
  ),
  operation('PUT /cart/{bookId}', 'one line', (shop) => putInCart(shop, 'cem', 'book-000100')),
  prepared(
    'DELETE /cart/{bookId}',
    'one line',
    (shop) => putInCart(shop, 'dan', 'book-000100'),
    (shop) => shop.call(204, '/cart/book-000100', { method: 'DELETE', userId: 'dan' }),
  ),
  prepared(
    'POST /orders',
    '3 books',
    (shop) => fillCart(shop, 'eli'),
    (shop, cartVersion) => placeOrder(shop, 201, 'eli', cartVersion),
  ),
  prepared(
    'POST /orders',
    'the same request again',
    async (shop) => {
      const cartVersion = await fillCart(shop, 'flo');
      await placeOrder(shop, 201, 'flo', cartVersion);
      return cartVersion;
    },
    (shop, cartVersion) => placeOrder(shop, 201, 'flo', cartVersion),
  ),
  prepared(
    'POST /orders',
    '409: one of 3 is sold out',
    async (shop) => {
      await putBook(shop, { ...toGeneratedBook(100), stock: 0 });
      return fillCart(shop, 'gus');
    },
    (shop, cartVersion) => placeOrder(shop, 409, 'gus', cartVersion),
  ),
  prepared(
    'GET /orders',
    'a page of 10, 3 books each',
    async (shop) => {
      for (let number = 1; number <= 10; number++) await buy(shop, 'hal');
    },
    (shop) => shop.call(200, '/orders', { userId: 'hal' }),
  ),
  prepared(
    'GET /orders/{orderId}',
    '3 books',
    (shop) => buy(shop, 'ida'),
    (shop, orderId) => shop.call(200, `/orders/${orderId}`, { userId: 'ida' }),
  ),

  operation('GET /admin/orders', 'a page of 10, 3 books each', (shop) =>
    shop.call(200, '/admin/orders?limit=10', { isStaff: true }),
  ),
  prepared(
    'PUT /admin/orders/{userId}/{orderId}/status',
    'packed, 3 books',
    (shop) => buy(shop, 'jon'),
    (shop, orderId) => setStatus(shop, 'jon', orderId, 'packed'),
  ),
  prepared(
    'PUT /admin/orders/{userId}/{orderId}/status',
    'cancelled: 3 books go back',
    (shop) => buy(shop, 'kim'),
    (shop, orderId) => setStatus(shop, 'kim', orderId, 'cancelled'),
  ),
  operation('POST /admin/books', 'one book', (shop) =>
    shop.call(201, '/admin/books', { method: 'POST', isStaff: true, body: { ...newBook, stock: 55 } }),
  ),
  operation('PUT /admin/books/{bookId}', 'another description', (shop) => edit(shop, 110, { description: 'New.' })),
  operation('PUT /admin/books/{bookId}', 'another title and price', (shop) =>
    edit(shop, 111, { title: 'Manuscripts Redux', priceInCents: 1999 }),
  ),
  operation('DELETE /admin/books/{bookId}', 'one book', (shop) =>
    shop.call(204, '/admin/books/book-000112', { method: 'DELETE', isStaff: true }),
  ),
  operation('POST /admin/books/{bookId}/stock', 'one book', (shop) =>
    shop.call(200, '/admin/books/book-000113/stock', { method: 'POST', isStaff: true, body: { change: 11 } }),
  ),

  operation('the stream of BooksTable', 'a new book of 4 words', (shop) =>
    indexBook(shop, undefined, toGeneratedBook(120)),
  ),
  operation('the stream of BooksTable', 'another title: one word goes, one comes', (shop) =>
    indexBook(shop, { ...toGeneratedBook(121), title: 'Parchments 000121' }, { ...toGeneratedBook(121), version: 2 }),
  ),
  operation('the stream of BooksTable', 'another stock: nothing to do', (shop) =>
    indexBook(shop, toGeneratedBook(122), { ...toGeneratedBook(122), stock: 54 }),
  ),
];

function get(path: string) {
  return (shop: MeteredShop) => shop.call(200, path);
}

function writeReview(shop: MeteredShop, bookId: string, userId: string) {
  return shop.call(200, `/books/${bookId}/reviews/mine`, { method: 'PUT', userId, body: review });
}

function putInCart(shop: MeteredShop, userId: string, bookId: string) {
  return shop.call(200, `/cart/${bookId}`, { method: 'PUT', userId, body: { quantity: 1 } });
}

/** Gives the cart's version. */
async function fillCart(shop: MeteredShop, userId: string): Promise<number> {
  for (const { id } of IN_CART) await putInCart(shop, userId, id);
  const { version } = await shop.call(200, '/cart', { userId });
  return Number(version);
}

async function placeOrder(shop: MeteredShop, expected: number, userId: string, cartVersion: number): Promise<string> {
  const headers = { 'Idempotency-Key': `cart-${cartVersion}-of-${userId}` };
  const body = { cartVersion, totalInCents: TOTAL_IN_CENTS };
  const { orderId } = await shop.call(expected, '/orders', { method: 'POST', userId, headers, body });
  return String(orderId);
}

/** Gives the order's id. Restocks first, so that it does not matter what was bought before. */
async function buy(shop: MeteredShop, userId: string): Promise<string> {
  for (const book of IN_CART) await putBook(shop, book);
  return placeOrder(shop, 201, userId, await fillCart(shop, userId));
}

function setStatus(shop: MeteredShop, userId: string, orderId: string, status: string) {
  return shop.call(200, `/admin/orders/${userId}/${orderId}/status`, {
    method: 'PUT',
    isStaff: true,
    body: { status },
  });
}

function edit(shop: MeteredShop, index: number, changes: Partial<typeof newBook>) {
  const { id, title, author, year, language, category, description, priceInCents } = toGeneratedBook(index);
  const body = { title, author, year, language, category, description, priceInCents, ...changes };
  return shop.call(200, `/admin/books/${id}`, { method: 'PUT', isStaff: true, headers: { 'If-Match': '"1"' }, body });
}

type Values = Readonly<Record<string, string | number>>;

function putBook(shop: MeteredShop, book: Values) {
  return shop.ask('PutItem', { TableName: shop.nameOf('BooksTable'), Item: toItem(book) });
}

/** Hands the function that keeps the search index one record of the stream. */
function indexBook(shop: MeteredShop, before: Values | undefined, after: Values) {
  const Keys = toItem({ id: String(after.id) });
  const images = { ...(before && { OldImage: toItem(before) }), NewImage: toItem(after) };
  const record = { eventID: 'record-1', dynamodb: { Keys, SequenceNumber: '1', ...images } };
  return shop.invoke('indexBooks', { Records: [record] });
}
