/** The cart, joined with what the books cost now, against a real DynamoDB engine. */
import { aBookItem, aReadersEvent } from '../../support/a-book.ts';
import { type RestFunction, type Shop, startShop } from '../../support/shop.ts';

let shop: Shop;
let getCart: RestFunction;

beforeAll(async () => {
  shop = await startShop();
  getCart = await shop.load<RestFunction>('getCart');
  await shop.put('BooksTable', aBookItem({ id: 'emma', title: 'Emma', priceInCents: 1250, stock: 3 }));
  await shop.put('BooksTable', aBookItem({ id: 'zorba', title: 'Élan', priceInCents: 100, stock: 0 }));
}, 20_000);

afterAll(() => shop.stop());

async function cartOf(userId: string) {
  const { statusCode, body, headers } = await getCart(aReadersEvent({ userId }));
  return { statusCode, body: JSON.parse(body), headers };
}

describe('GET /cart', () => {
  it('is empty for somebody who has put nothing into it', async () => {
    expect(await cartOf('user-0')).toMatchObject({
      statusCode: 200,
      body: { version: 0, items: [], totalInCents: 0, goneBookIds: [] },
      headers: { 'Cache-Control': 'no-store' },
    });
  });

  it('shows titles, prices and stock of today, by title, and the total', async () => {
    const lines = { 'q#emma': { N: '2' }, 'q#zorba': { N: '3' }, bookIds: { SS: ['emma', 'zorba'] } };
    await shop.put('CartsTable', { userId: { S: 'user-1' }, version: { N: '5' }, ...lines });
    expect((await cartOf('user-1')).body).toEqual({
      version: 5,
      items: [
        { bookId: 'zorba', title: 'Élan', quantity: 3, priceInCents: 100, stock: 0 },
        { bookId: 'emma', title: 'Emma', quantity: 2, priceInCents: 1250, stock: 3 },
      ],
      totalInCents: 2800,
      goneBookIds: [],
    });
  });

  it('reports books that are gone, and counts nothing for them', async () => {
    const lines = { 'q#emma': { N: '1' }, 'q#gone-book': { N: '9' }, bookIds: { SS: ['emma', 'gone-book'] } };
    await shop.put('CartsTable', { userId: { S: 'user-2' }, version: { N: '2' }, ...lines });
    expect((await cartOf('user-2')).body).toMatchObject({
      items: [{ bookId: 'emma' }],
      totalInCents: 1250,
      goneBookIds: ['gone-book'],
    });
  });

  it('shows nobody the cart of another', async () => {
    expect((await cartOf('user-3')).body.items).toEqual([]);
  });

  it('is a bare 500 without the authorizer: that is a bug of the template', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const event = { ...aReadersEvent(), requestContext: { requestId: 'r' } as never };
    expect(await getCart(event)).toMatchObject({ statusCode: 500, body: '{"message":"Internal server error"}' });
    log.mockRestore();
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('getCart')).toEqual([]);
  });
});
