/** Nobody reads or changes what is another's: every route of readers, tried with somebody else's ids. */

import { aBookItem } from '../support/a-book.ts';
import { type RestShop, startRestShop } from '../support/rest-shop.ts';

let api: RestShop;
let ann: string;
let eve: string;
let annsOrder: string;

beforeAll(async () => {
  api = await startRestShop();
  [ann, eve] = [api.tokenOf('user-ann'), api.tokenOf('user-eve')];
  await api.shop.put('BooksTable', aBookItem({ stock: 100 }));
  await api.call('/cart/emma', { method: 'PUT', token: ann, body: { quantity: 2 } });
  const headers = { 'Idempotency-Key': 'anns-first-order' };
  const body = { cartVersion: 1, totalInCents: 2500 };
  annsOrder = (await api.call('/orders', { method: 'POST', token: ann, headers, body })).body.orderId;
  await api.call('/cart/emma', { method: 'PUT', token: ann, body: { quantity: 3 } });
  await api.call('/books/emma/reviews/mine', { method: 'PUT', token: ann, body: { rating: 5, text: 'Mine.' } });
}, 30_000);

afterAll(() => api.stop());

const cartOf = async (token: string) => (await api.call('/cart', { token })).body.items;

describe('Eve', () => {
  it('does not see the cart of Ann', async () => {
    expect(await cartOf(eve)).toEqual([]);
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it('does not change it', async () => {
    await api.call('/cart/emma', { method: 'PUT', token: eve, body: { quantity: 20 } });
    expect(await api.call('/cart/emma', { method: 'DELETE', token: eve })).toMatchObject({ status: 204, text: '' });
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it.each(['?userId=user-ann', '?sub=user-ann'])('does not get there with %s', async (query) => {
    expect((await api.call(`/cart${query}`, { token: eve })).body.items).toEqual([]);
    expect((await api.call(`/orders${query}`, { token: eve })).body.items).toEqual([]);
  });

  it('does not read the orders of Ann', async () => {
    expect(await api.call(`/orders/${annsOrder}`, { token: eve })).toMatchObject({ status: 404 });
    expect((await api.call('/orders', { token: eve })).body.items).toEqual([]);
    expect(await api.call(`/orders/${annsOrder}`, { token: ann })).toMatchObject({
      status: 200,
      body: { orderId: annsOrder },
    });
  });

  it('does not get at them with a token of their list', async () => {
    const nextToken = `orders.${Buffer.from(annsOrder.replace(/.$/, '~')).toString('base64')}`;
    const { status, body } = await api.call(`/orders?nextToken=${encodeURIComponent(nextToken)}`, { token: eve });
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  it('does not get the answer to the Idempotency-Key of Ann', async () => {
    const headers = { 'Idempotency-Key': 'anns-first-order' };
    const body = { cartVersion: 1, totalInCents: 2500 };
    const answer = await api.call('/orders', { method: 'POST', token: eve, headers, body });
    expect([answer.status, answer.text.includes(annsOrder)]).toEqual([409, false]);
  });

  it('does not order the cart of Ann', async () => {
    const headers = { 'Idempotency-Key': 'eves-first-order' };
    const body = { cartVersion: 3, totalInCents: 3750, userId: 'user-ann' };
    expect(await api.call('/orders', { method: 'POST', token: eve, headers, body })).toMatchObject({ status: 400 });
    expect(await cartOf(ann)).toMatchObject([{ bookId: 'emma', quantity: 3 }]);
  });

  it('does not delete or replace the review of Ann', async () => {
    expect(await api.call('/books/emma/reviews/mine', { method: 'DELETE', token: eve })).toMatchObject({ status: 404 });
    await api.call('/books/emma/reviews/mine', {
      method: 'PUT',
      token: eve,
      body: { rating: 1, text: 'Eve was here.' },
    });
    const { items } = (await api.call('/books/emma/reviews')).body;
    expect(items.map(({ text }: { text: string }) => text).toSorted()).toEqual(['Eve was here.', 'Mine.']);
  });
});

describe('the answers to readers', () => {
  it.each(['/cart', '/orders', '/books/emma/reviews?limit=1', '/orders?limit=1'])(
    'of %s name no user',
    async (path) => {
      const { status, text, body } = await api.call(path, { token: ann });
      const token = String(body.nextToken ?? '')
        .split('.')
        .map((part) => Buffer.from(part, 'base64').toString());
      expect(status).toBe(200);
      expect(text + token.join()).not.toMatch(/user-ann|user-eve/);
    },
  );
});
