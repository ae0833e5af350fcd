/** The orders of a day in one status, against a real DynamoDB engine. */
import { createUlid } from '../../../functions/shared/ulid.ts';
import { aStaffEvent } from '../../support/a-book.ts';
import { type RestFunction, type Shop, startShop } from '../../support/shop.ts';

let shop: Shop;
let listOrders: RestFunction;
const orderIds = Array.from({ length: 5 }, (_, hour) => createUlid(Date.UTC(2026, 1, 28, hour)));

beforeAll(async () => {
  shop = await startShop();
  listOrders = await shop.load<RestFunction>('listOrdersByStatus');
  const owners = ['user-c', 'user-a', 'user-b', 'user-a', 'user-c'];
  for (const [index, orderId] of orderIds.entries()) await putOrder(owners[index] ?? '', orderId, 'placed');
  await putOrder('user-a', createUlid(), 'packed');
}, 20_000);

afterAll(() => shop.stop());

async function putOrder(userId: string, orderId: string, status: string, day = '2026-02-28'): Promise<void> {
  const texts = { userId, orderId, status, statusDay: `${status}#${day}`, placedAt: `${day}T12:00:00.000Z` };
  const item = Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
  await shop.put('OrdersTable', { ...item, items: { L: [] }, totalInCents: { N: '100' } });
}

async function list(queryStringParameters: Record<string, string> | null) {
  const { statusCode, body } = await listOrders(aStaffEvent({ queryStringParameters }));
  return { statusCode, body: JSON.parse(body) };
}

const day = '2026-02-28';

describe('GET /admin/orders', () => {
  it('lists the orders of a day in one status, oldest first, with their owners', async () => {
    const { statusCode, body } = await list({ status: 'placed', day });
    expect(statusCode).toBe(200);
    expect(body.items.map(({ orderId }: { orderId: string }) => orderId)).toEqual(orderIds);
    expect(body.items[0]).toEqual({
      userId: 'user-c',
      orderId: orderIds[0],
      status: 'placed',
      placedAt: '2026-02-28T12:00:00.000Z',
      items: [],
      totalInCents: 100,
    });
    expect(body).not.toHaveProperty('nextToken');
  });

  it.each([1, 2, 5])('gives every order once, %d at a time', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const { body } = await list({ status: 'placed', day, limit: String(limit), ...(nextToken && { nextToken }) });
      seen.push(...body.items.map(({ orderId }: { orderId: string }) => orderId));
      nextToken = body.nextToken;
    } while (nextToken);
    expect(seen).toEqual(orderIds);
  });

  it('says nothing of users in its tokens', async () => {
    const { body } = await list({ status: 'placed', day, limit: '1' });
    expect(Buffer.from(body.nextToken.split('.')[1], 'base64url').toString()).toBe(orderIds[0]);
  });

  it('lists what was placed today when nothing is asked for', async () => {
    const orderId = createUlid();
    await putOrder('user-a', orderId, 'placed', new Date().toISOString().slice(0, 10));
    expect((await list(null)).body.items).toMatchObject([{ orderId }]);
  });

  it.each([
    { status: 'lost' },
    { status: '' },
    { day: '2026-02-29' },
    { day: '2026-2-8' },
    { day: '28.02.2026' },
    { day: 'placed#2026-02-28' },
    { limit: '0' },
    { limit: '101' },
    { limit: '1e1' },
    { nextToken: '' },
    { nextToken: 'staff-orders.' },
    { nextToken: 'staff-orders.%%%' },
    { nextToken: `orders.${Buffer.from(orderIds[0] ?? '').toString('base64url')}` },
    { nextToken: `staff-orders.${Buffer.from('user-a').toString('base64url')}` },
    { nextToken: `staff-orders.${Buffer.from(orderIds[0] ?? '').toString('base64url')}=!` },
  ])('answers 400 to %j', async (parameters) => {
    expect(await list(parameters as Record<string, string>)).toMatchObject({ statusCode: 400 });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('listOrdersByStatus')).toEqual([]);
  });
});
