/** A reader buys, staff send it off: the routes in the order in which people use them, and what they refuse. */

import { aBookItem } from '../support/a-book.ts';
import { type Call, type RestShop, startRestShop } from '../support/rest-shop.ts';

let api: RestShop;
let reader: string;
let staff: string;
let log: jest.SpyInstance;

beforeAll(async () => {
  api = await startRestShop();
  reader = api.tokenOf('reader-1');
  staff = api.tokenOf('staff-1', { 'cognito:groups': ['admins'] });
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
}, 30_000);

afterAll(() => {
  log.mockRestore();
  return api.stop();
});

const asReader = (path: string, call: Call = {}) => api.call(path, { token: reader, ...call });
const asStaff = (path: string, call: Call = {}) => api.call(path, { token: staff, ...call });

const emma = {
  title: 'Emma',
  author: 'Jane Austen',
  year: 1815,
  language: 'English',
  category: 'classics',
  description: 'A matchmaker errs.',
  priceInCents: 1250,
};

describe('a day in the shop', () => {
  it('goes from the new book to the delivered parcel', async () => {
    const created = await asStaff('/admin/books', { method: 'POST', body: { ...emma, stock: 1 } });
    expect([created.status, created.body.id]).toEqual([201, 'emma']);
    expect((await asStaff('/admin/books/emma/stock', { method: 'POST', body: { change: 4 } })).body.stock).toBe(5);
    const edit = { method: 'PUT', headers: { 'If-Match': '"1"' }, body: { ...emma, priceInCents: 1500 } };
    expect((await asStaff('/admin/books/emma', edit)).body).toMatchObject({ priceInCents: 1500, version: 2 });

    const line = await asReader('/cart/emma', { method: 'PUT', body: { quantity: 2 } });
    expect([line.status, line.body]).toEqual([200, { bookId: 'emma', quantity: 2, version: 1 }]);
    const { version: cartVersion, totalInCents } = (await asReader('/cart')).body;
    const headers = { 'idempotency-key': 'a-day-in-the-shop' };
    const placed = await asReader('/orders', { method: 'POST', headers, body: { cartVersion, totalInCents } });
    expect([placed.status, placed.body.totalInCents]).toEqual([201, 3000]);
    expect((await api.call('/books/emma')).body.stock).toBe(3);

    const { orderId } = placed.body;
    const waiting = (await asStaff('/admin/orders')).body.items;
    expect(waiting).toEqual([{ ...placed.body, userId: 'reader-1' }]);
    for (const status of ['packed', 'shipped', 'delivered']) {
      const moved = await asStaff(`/admin/orders/reader-1/${orderId}/status`, { method: 'PUT', body: { status } });
      expect([moved.status, moved.body.status]).toEqual([200, status]);
      expect((await asReader(`/orders/${orderId}`)).body).toEqual({ ...placed.body, status });
    }
    expect((await asReader('/orders')).body).toEqual({ items: [{ ...placed.body, status: 'delivered' }] });
  });

  it('ends with a review that counts', async () => {
    await asReader('/books/emma/reviews/mine', { method: 'PUT', body: { rating: 4, text: 'She errs "well".' } });
    expect((await api.call('/books/emma')).body.rating).toEqual({ average: 4, count: 1 });
    expect((await api.call('/books/emma/reviews')).body.items).toMatchObject([
      { author: 'Some Reader', rating: 4, text: 'She errs "well".' },
    ]);
    expect(await asReader('/books/emma/reviews/mine', { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
    expect((await api.call('/books/emma/reviews')).body).toEqual({ items: [] });
  });
});

describe('a body that is malformed', () => {
  const order = { path: '/orders', method: 'POST', headers: { 'Idempotency-Key': 'malformed-body' } };
  const review = { path: '/books/emma/reviews/mine', method: 'PUT' };
  const cart = { path: '/cart/emma', method: 'PUT' };
  const hostile = ['', '[]', 'null', '"x"', '{', '{}', '{"__proto__": {"quantity": 5}}'];

  it.each([
    ...hostile.flatMap((body) => [cart, order, review].map((route) => ({ ...route, body }))),
    ...[0, 21, 1.5, '5', null].map((quantity) => ({ ...cart, body: { quantity } })),
    { ...cart, body: { quantity: 5, userId: 'other' } },
    { ...order, body: { cartVersion: 1, totalInCents: 2, priceInCents: 1 } },
    { ...order, body: { cartVersion: -1, totalInCents: 2 } },
    { ...review, body: { rating: 5, text: 'x', author: 'Somebody Else' } },
    { ...review, body: { rating: 6, text: 'x' } },
    { ...review, body: { rating: 5, text: 'x'.repeat(2001) } },
  ])('is a 400: $method $path $body', async ({ path, ...call }) => {
    const { status, body } = await asReader(path, call);
    expect([status, Object.keys(body)]).toEqual([400, ['message']]);
  });

  it.each([
    ['/admin/books', 'POST', { ...emma, stock: -1 }],
    ['/admin/books', 'POST', { ...emma, stock: 1, id: 'chosen' }],
    ['/admin/books', 'POST', { ...emma, stock: 1, category: 'cooking' }],
    ['/admin/books/emma', 'PUT', { ...emma, stock: 5 }],
    ['/admin/books/emma/stock', 'POST', { change: '5' }],
    ['/admin/orders/u/01KJ2Y5H4Q8ZC3N7RX0VBMT6WD/status', 'PUT', { status: 'lost' }],
  ])('is a 400 for staff: %s %s %j', async (path, method, body) => {
    expect(await asStaff(path, { method, body, headers: { 'If-Match': '1' } })).toMatchObject({ status: 400 });
  });

  it.each(
    ['text/plain', 'application/x-amz-json-1.0', 'application/xml', 'multipart/form-data'].flatMap((contentType) =>
      ['PUT /cart/emma', 'DELETE /cart/emma'].map((route) => [route, contentType] as const),
    ),
  )('never reaches DynamoDB: %s as %s', async (route, contentType) => {
    const [method, path = ''] = route.split(' ');
    const body = '{"TableName":"OrdersTable","Key":{"userId":{"S":"victim"}}}';
    const call = { ...(method && { method }), body, headers: { 'Content-Type': contentType } };
    expect(await asReader(path, call)).toMatchObject({ status: 415 });
  });

  it('is checked by the function when it does not call itself JSON', async () => {
    const headers = { 'Content-Type': 'text/plain', 'Idempotency-Key': 'plain-text' };
    expect(await asReader('/orders', { method: 'POST', body: '{"cartVersion":"1"}', headers })).toMatchObject({
      status: 400,
    });
  });
});

describe('a path or query that is malformed', () => {
  it.each(['EMMA', 'q%23emma', '%22', 'a%0ab', 'x'.repeat(81)])('is a 400 as the book %s of a cart', async (bookId) => {
    const put = await asReader(`/cart/${bookId}`, { method: 'PUT', body: { quantity: 1 } });
    const remove = await asReader(`/cart/${bookId}`, { method: 'DELETE' });
    expect([put.status, remove.status]).toEqual([400, 400]);
  });

  it.each([
    '/orders?limit=21',
    '/orders?limit=0',
    '/orders?nextToken=x',
    '/books/emma/reviews?limit=x',
    '/admin/orders?day=today',
  ])('is a 400 in %s', async (path) => {
    expect(await asStaff(path)).toMatchObject({ status: 400 });
  });

  it('is a 404 as a line that is not in the cart', async () => {
    expect(await asReader('/cart/ulysses', { method: 'DELETE' })).toMatchObject({ status: 404 });
  });

  it('is a 409 as the forty-first book', async () => {
    const token = api.tokenOf('collector');
    for (let number = 1; number <= 40; number++) {
      await api.call(`/cart/book-${number}`, { method: 'PUT', token, body: { quantity: 1 } });
    }
    const answer = await api.call('/cart/book-41', { method: 'PUT', token, body: { quantity: 1 } });
    expect(answer).toMatchObject({ status: 409, body: { message: expect.stringContaining('40') } });
  });
});

describe('staff', () => {
  it('use one token for one route after the other, as API Gateway keeps its policy', async () => {
    await api.shop.put('BooksTable', aBookItem({ id: 'cached' }));
    const statuses = [
      (await asStaff('/admin/orders')).status,
      (await asStaff('/admin/books/cached/stock', { method: 'POST', body: { change: 1 } })).status,
      (await asStaff('/admin/books/cached', { method: 'DELETE' })).status,
      (await asStaff('/admin/orders')).status,
    ];
    expect(statuses).toEqual([200, 200, 204, 200]);
  });

  it('are told apart in the log', () => {
    const actors = log.mock.calls.map(([line]) => line.staff);
    expect(new Set(actors)).toEqual(new Set(['staff-1']));
  });
});
