/** The way of an order through the shop, against a real DynamoDB engine. */
import { createUlid } from '../../../functions/shared/ulid.ts';
import { aBookItem, aStaffEvent } from '../../support/a-book.ts';
import { catchMetrics } from '../../support/metrics.ts';
import { type RestFunction, type Shop, startShop, transactionConflict } from '../../support/shop.ts';

const takeMetrics = catchMetrics();

let shop: Shop;
let changeOrderStatus: RestFunction;
let log: jest.SpyInstance;

beforeAll(async () => {
  shop = await startShop();
  changeOrderStatus = await shop.load<RestFunction>('changeOrderStatus');
}, 20_000);

afterAll(() => shop.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

const userId = 'user-1';

async function anOrder(status: string, quantities: Readonly<Record<string, number>> = {}): Promise<string> {
  const orderId = createUlid();
  const items = Object.entries(quantities).map(([id, quantity]) => ({
    M: { bookId: { S: id }, title: { S: id }, quantity: { N: String(quantity) }, priceInCents: { N: '100' } },
  }));
  await shop.put('OrdersTable', {
    userId: { S: userId },
    orderId: { S: orderId },
    status: { S: status },
    statusDay: { S: `${status}#2026-02-28` },
    placedAt: { S: '2026-02-28T23:59:59.999Z' },
    items: { L: items },
    totalInCents: { N: '300' },
  });
  return orderId;
}

async function change(orderId: string, status: unknown, user = userId) {
  const pathParameters = { userId: user, orderId };
  const { statusCode, body } = await changeOrderStatus(aStaffEvent({ pathParameters, body: { status } }));
  return { statusCode, body: JSON.parse(body) };
}

const stockOf = async (id: string) => (await shop.get('BooksTable', { id }))?.stock?.N;
const putBook = (id: string, stock: number) => shop.put('BooksTable', aBookItem({ id, stock }));

describe('PUT /admin/orders/{userId}/{orderId}/status', () => {
  it.each([
    ['placed', 'packed'],
    ['placed', 'cancelled'],
    ['packed', 'shipped'],
    ['packed', 'cancelled'],
    ['shipped', 'delivered'],
  ])('moves an order from %s to %s', async (from, to) => {
    const orderId = await anOrder(from);
    expect(await change(orderId, to)).toMatchObject({ statusCode: 200, body: { orderId, userId, status: to } });
    expect(await shop.get('OrdersTable', { userId, orderId })).toMatchObject({
      status: { S: to },
      statusDay: { S: `${to}#2026-02-28` },
    });
  });

  it.each([
    ['placed', 'shipped'],
    ['placed', 'delivered'],
    ['packed', 'placed'],
    ['packed', 'delivered'],
    ['shipped', 'packed'],
    ['shipped', 'cancelled'],
    ['delivered', 'cancelled'],
    ['delivered', 'placed'],
    ['cancelled', 'placed'],
    ['cancelled', 'packed'],
  ])('refuses to move an order from %s to %s', async (from, to) => {
    const orderId = await anOrder(from);
    expect(await change(orderId, to)).toMatchObject({ statusCode: 409, body: { status: from } });
    expect(await shop.get('OrdersTable', { userId, orderId })).toMatchObject({ status: { S: from } });
  });

  it.each(['lost', '', 5, null, ['packed']])('refuses the status %j', async (status) => {
    expect(await change(await anOrder('placed'), status)).toMatchObject({ statusCode: 400 });
  });

  it.each([
    ['of another user', 'user-2', undefined],
    ['that does not exist', userId, createUlid()],
    ['with an id that is none', userId, '../admin'],
    ['of nobody', '', undefined],
  ])('answers 404 for an order %s', async (_what, user, orderId) => {
    expect(await change(orderId ?? (await anOrder('placed')), 'packed', user)).toMatchObject({ statusCode: 404 });
  });

  it('writes down who did it', async () => {
    const orderId = await anOrder('placed');
    await change(orderId, 'packed');
    const line = { action: 'OrderStatusChanged', staff: 'staff-1', orderId, status: 'packed' };
    expect(log.mock.calls.flat()).toEqual([line]);
  });
});

describe('cancelling', () => {
  it('puts the books back', async () => {
    await putBook('emma', 3);
    await putBook('persuasion', 0);
    await change(await anOrder('packed', { emma: 2, persuasion: 1 }), 'cancelled');
    expect([await stockOf('emma'), await stockOf('persuasion')]).toEqual(['5', '1']);
  });

  it('puts them back once, however often it is said', async () => {
    await putBook('emma', 3);
    const orderId = await anOrder('placed', { emma: 2 });
    takeMetrics();
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(orderId, 'cancelled')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
    expect(await change(orderId, 'cancelled')).toMatchObject({ statusCode: 200 });
    expect(await stockOf('emma')).toBe('5');
    expect(takeMetrics()).toEqual([{ OrdersCancelled: 1 }]);
  });

  it('skips books that are gone, and makes none of them anew', async () => {
    await putBook('emma', 3);
    const answer = await change(await anOrder('placed', { emma: 1, 'gone-book': 4 }), 'cancelled');
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(await stockOf('emma')).toBe('4');
    expect(await shop.get('BooksTable', { id: 'gone-book' })).toBeUndefined();
  });

  it('gives either the parcel or the books back, never both, when it meets packing and shipping', async () => {
    await putBook('emma', 3);
    const orderId = await anOrder('packed', { emma: 2 });
    const answers = await Promise.all([change(orderId, 'cancelled'), change(orderId, 'shipped')]);
    const status = (await shop.get('OrdersTable', { userId, orderId }))?.status?.S;
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(await stockOf('emma')).toBe(status === 'cancelled' ? '5' : '3');
  });

  it('is tried again when transactions meet', async () => {
    await putBook('emma', 3);
    const orderId = await anOrder('placed', { emma: 2 });
    shop.fail('TransactWriteItemsCommand', transactionConflict(), transactionConflict());
    expect(await change(orderId, 'cancelled')).toMatchObject({ statusCode: 200 });
    expect(await stockOf('emma')).toBe('5');
  });
});

describe('changeOrderStatus', () => {
  it('needs every right that it has', () => {
    expect(shop.unusedRights('changeOrderStatus')).toEqual([]);
  });
});
