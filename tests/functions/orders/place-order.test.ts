/** Checkout against a real DynamoDB engine: never oversold, never twice, never half. */
import type { APIGatewayProxyResult } from 'aws-lambda';
import { aBookItem, aReadersEvent } from '../../support/a-book.ts';
import { catchMetrics } from '../../support/metrics.ts';
import { type RestFunction, type Shop, startShop, transactionConflict } from '../../support/shop.ts';

const takeMetrics = catchMetrics();
let shop: Shop;
let placeOrder: RestFunction;

beforeAll(async () => {
  shop = await startShop();
  placeOrder = await shop.load<RestFunction>('placeOrder');
}, 20_000);

afterAll(() => shop.stop());

let count = 0;
/** Books and users of its own for each test. */
const unique = (name: string): string => `${name}-${++count}`;

async function aBookFor(changes: Record<string, string | number> = {}): Promise<string> {
  const id = unique('book');
  await shop.put('BooksTable', aBookItem({ id, title: `Title of ${id}`, ...changes }));
  return id;
}

async function aCartWith(lines: Readonly<Record<string, number>>, version = 1): Promise<string> {
  const userId = unique('user');
  const quantities = Object.entries(lines).map(([id, quantity]) => [`q#${id}`, { N: String(quantity) }]);
  const bookIds = { SS: Object.keys(lines) };
  await shop.put('CartsTable', {
    userId: { S: userId },
    version: { N: String(version) },
    bookIds,
    ...Object.fromEntries(quantities),
  });
  return userId;
}

interface Attempt {
  readonly userId: string;
  readonly key?: string;
  readonly header?: string;
  readonly body?: unknown;
}

function order({
  userId,
  key = unique('a-key-of-its-own'),
  header = 'Idempotency-Key',
  body,
}: Attempt): Promise<APIGatewayProxyResult> {
  const event = { userId, headers: { [header]: key }, body: body ?? { cartVersion: 1, totalInCents: 1250 } };
  return placeOrder(aReadersEvent({ httpMethod: 'POST', resource: '/orders', ...event }));
}

async function stockOf(id: string): Promise<number> {
  return Number((await shop.get('BooksTable', { id }))?.stock?.N);
}

async function ordersOf(userId: string) {
  return (await shop.scan('OrdersTable')).filter((item) => item.userId?.S === userId);
}

const parse = ({ body }: APIGatewayProxyResult) => JSON.parse(body);

describe('POST /orders', () => {
  it('answers 201 with the order at the prices of the books', async () => {
    const first = await aBookFor({ priceInCents: 1000, stock: 5 });
    const second = await aBookFor({ priceInCents: 250, stock: 5 });
    const userId = await aCartWith({ [first]: 2, [second]: 1 });
    const answer = await order({ userId, body: { cartVersion: 1, totalInCents: 2250 } });
    expect(answer.statusCode).toBe(201);
    expect(parse(answer)).toEqual({
      orderId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      status: 'placed',
      placedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      items: expect.arrayContaining([
        { bookId: first, title: `Title of ${first}`, quantity: 2, priceInCents: 1000 },
        { bookId: second, title: `Title of ${second}`, quantity: 1, priceInCents: 250 },
      ]),
      totalInCents: 2250,
    });
    expect([await stockOf(first), await stockOf(second)]).toEqual([3, 4]);
  });

  it('stores the order for its customer and for the day of its status', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    const { orderId, placedAt } = parse(await order({ userId }));
    expect(await shop.get('OrdersTable', { userId, orderId })).toMatchObject({
      status: { S: 'placed' },
      statusDay: { S: `placed#${placedAt.slice(0, 10)}` },
      totalInCents: { N: '1250' },
    });
  });

  it('is measured: one order, its books and what they cost', async () => {
    const userId = await aCartWith({ [await aBookFor({ priceInCents: 500 })]: 3, [await aBookFor()]: 1 });
    takeMetrics();
    await order({ userId, key: 'measured-once', body: { cartVersion: 1, totalInCents: 2750 } });
    await order({ userId, key: 'measured-once', body: { cartVersion: 1, totalInCents: 2750 } });
    expect(takeMetrics()).toEqual([{ OrdersPlaced: 1, BooksSold: 4, RevenueInCents: 2750 }]);
  });

  it('is measured as out of stock when it is refused for that', async () => {
    const userId = await aCartWith({ [await aBookFor({ stock: 0 })]: 1 });
    takeMetrics();
    expect(await order({ userId })).toMatchObject({ statusCode: 409 });
    expect(takeMetrics()).toEqual([{ OutOfStock: 1 }]);
  });

  it('empties the cart and lets its version grow', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 }, 7);
    await order({ userId, body: { cartVersion: 7, totalInCents: 1250 } });
    expect(await shop.get('CartsTable', { userId })).toEqual({ userId: { S: userId }, version: { N: '8' } });
  });

  it('takes a cart of forty books', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => aBookFor({ priceInCents: 100 })));
    const userId = await aCartWith(Object.fromEntries(ids.map((id) => [id, 1])));
    expect(await order({ userId, body: { cartVersion: 1, totalInCents: 4000 } })).toMatchObject({ statusCode: 201 });
  });
});

describe('the Idempotency-Key', () => {
  it.each(['idempotency-key', 'IDEMPOTENCY-KEY'])('is found when it is spelled %s', async (header) => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    expect(await order({ userId, header })).toMatchObject({ statusCode: 201 });
  });

  it.each(['', 'short', 'with space inside', 'x'.repeat(65), 'semi;colon;', '"quoted-key"'])(
    'is refused with 400 when it is %j',
    async (key) => {
      expect(await order({ userId: 'anybody', key })).toMatchObject({ statusCode: 400 });
    },
  );

  it('gives the same answer again, whatever the cart holds by then', async () => {
    const bookId = await aBookFor();
    const userId = await aCartWith({ [bookId]: 1 });
    const first = await order({ userId, key: 'the-same-key' });
    await shop.put('CartsTable', { userId, version: 9 });
    expect(await order({ userId, key: 'the-same-key' })).toEqual(first);
    expect([await stockOf(bookId), (await ordersOf(userId)).length]).toEqual([2, 1]);
  });

  it.each([
    { cartVersion: 2, totalInCents: 1250 },
    { cartVersion: 1, totalInCents: 1251 },
  ])('is refused with 422 for another body, %j', async (body) => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    await order({ userId, key: 'the-same-key' });
    expect(await order({ userId, key: 'the-same-key', body })).toMatchObject({ statusCode: 422 });
  });

  it('belongs to one user: another may have the same', async () => {
    const bookId = await aBookFor();
    const [one, other] = [await aCartWith({ [bookId]: 1 }), await aCartWith({ [bookId]: 1 })];
    const answers = [
      await order({ userId: one, key: 'shared-key' }),
      await order({ userId: other, key: 'shared-key' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(new Set(answers.map((answer) => parse(answer).orderId)).size).toBe(2);
  });

  it('is free again when it has expired, even if DynamoDB has not deleted it yet', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    const expiresAtSeconds = Math.floor(Date.now() / 1000) - 1;
    const old = { cartVersion: 5, totalInCents: 1, answer: '{"orderId":"old"}', expiresAtSeconds };
    await shop.put('CheckoutsTable', { userId, idempotencyKey: 'expired-key', ...old });
    expect(await order({ userId, key: 'expired-key' })).toMatchObject({ statusCode: 201 });
  });

  it('expires a day later, in seconds', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    await order({ userId, key: 'todays-key' });
    const item = await shop.get('CheckoutsTable', { userId, idempotencyKey: 'todays-key' });
    const seconds = Number(item?.expiresAtSeconds?.N) - Date.now() / 1000;
    expect(Math.abs(seconds - 86_400)).toBeLessThan(60);
  });

  it('makes one order of ten requests at once, and all get its answer', async () => {
    const bookId = await aBookFor({ stock: 20 });
    const userId = await aCartWith({ [bookId]: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => order({ userId, key: 'ten-at-once' })));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ statusCode: 201 });
    expect([await stockOf(bookId), (await ordersOf(userId)).length]).toEqual([19, 1]);
  }, 20_000);
});

describe('a checkout that does not fit', () => {
  const expectNothingChanged = async (userId: string, bookId: string, stock: number) => {
    expect(await ordersOf(userId)).toEqual([]);
    expect(await stockOf(bookId)).toBe(stock);
    expect(await shop.get('CartsTable', { userId })).toHaveProperty([`q#${bookId}`]);
  };

  it('is a 409 that names the books and what is left', async () => {
    const [enough, scarce, gone] = [await aBookFor(), await aBookFor({ stock: 1 }), unique('never-existed')];
    const userId = await aCartWith({ [enough]: 1, [scarce]: 2, [gone]: 1 });
    const answer = await order({ userId, body: { cartVersion: 1, totalInCents: 3750 } });
    expect(answer.statusCode).toBe(409);
    expect(parse(answer).books).toHaveLength(2);
    expect(parse(answer).books).toEqual(
      expect.arrayContaining([
        { bookId: scarce, available: 1 },
        { bookId: gone, available: 0 },
      ]),
    );
    await expectNothingChanged(userId, enough, 3);
  });

  it('is a 409 that names the new total when a price has changed', async () => {
    const bookId = await aBookFor({ priceInCents: 1500 });
    const userId = await aCartWith({ [bookId]: 1 });
    const answer = await order({ userId });
    expect([answer.statusCode, parse(answer).totalInCents]).toEqual([409, 1500]);
    await expectNothingChanged(userId, bookId, 3);
  });

  it('is a 409 when the cart has changed', async () => {
    const bookId = await aBookFor();
    const userId = await aCartWith({ [bookId]: 1 }, 2);
    expect(await order({ userId })).toMatchObject({ statusCode: 409 });
    await expectNothingChanged(userId, bookId, 3);
  });

  it('is a 409 when the cart is empty', async () => {
    const body = { cartVersion: 0, totalInCents: 0 };
    expect(await order({ userId: unique('user'), body })).toMatchObject({ statusCode: 409 });
  });

  it.each([
    '',
    'no json',
    '[]',
    'null',
    '{}',
    '{"cartVersion":"1","totalInCents":1250}',
    '{"cartVersion":1.5,"totalInCents":1250}',
    '{"cartVersion":1,"totalInCents":-1250}',
    '{"cartVersion":1,"totalInCents":1e400}',
  ])('is a 400 when the body is %s', async (body) => {
    expect(await order({ userId: 'anybody', body })).toMatchObject({ statusCode: 400 });
  });

  it('takes no price, id or user from the body', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    const lies = { userId: 'victim', orderId: 'X', items: [], priceInCents: 1, status: 'delivered' };
    const answer = await order({ userId, body: { cartVersion: 1, totalInCents: 1250, ...lies } });
    expect(parse(answer)).toMatchObject({ status: 'placed', totalInCents: 1250, items: [{ priceInCents: 1250 }] });
    expect(answer.body).not.toContain(userId);
  });
});

describe('what changes between reading and writing', () => {
  const inTheLastMoment = async (change: (userId: string, bookId: string) => Promise<unknown>) => {
    const bookId = await aBookFor();
    const userId = await aCartWith({ [bookId]: 1 });
    shop.before('TransactWriteItemsCommand', () => change(userId, bookId));
    const answer = await order({ userId });
    expect(await ordersOf(userId)).toEqual([]);
    return { bookId, answer: { statusCode: answer.statusCode, ...parse(answer) } };
  };

  it('is noticed when it is the price', async () => {
    const { answer } = await inTheLastMoment((_userId, id) =>
      shop.put('BooksTable', aBookItem({ id, priceInCents: 999 })),
    );
    expect(answer).toMatchObject({ statusCode: 409, totalInCents: 999 });
  });

  it('is noticed when it is the stock', async () => {
    const { answer, bookId } = await inTheLastMoment((_userId, id) =>
      shop.put('BooksTable', aBookItem({ id, stock: 0 })),
    );
    expect(answer).toMatchObject({ statusCode: 409, books: [{ bookId, available: 0 }] });
  });

  it('is noticed when it is the cart', async () => {
    const { answer, bookId } = await inTheLastMoment((userId) => shop.put('CartsTable', { userId, version: 2 }));
    expect([answer.statusCode, await stockOf(bookId)]).toEqual([409, 3]);
  });

  it('is noticed when it is the key', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    const used = { cartVersion: 0, totalInCents: 1, answer: '{}', expiresAtSeconds: 9_999_999_999 };
    const entry = { userId, idempotencyKey: 'taken-meanwhile', ...used };
    shop.before('TransactWriteItemsCommand', () => shop.put('CheckoutsTable', entry));
    expect(await order({ userId, key: 'taken-meanwhile' })).toMatchObject({ statusCode: 422 });
    expect(await ordersOf(userId)).toEqual([]);
  }, 20_000);

  it('is noticed when the same cart is ordered in ten places under ten keys', async () => {
    const bookId = await aBookFor({ stock: 50 });
    const userId = await aCartWith({ [bookId]: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => order({ userId })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, ...Array(9).fill(409)]);
    expect([await stockOf(bookId), (await ordersOf(userId)).length]).toEqual([49, 1]);
  }, 20_000);
});

describe('many customers', () => {
  it('get exactly as many orders as there are copies: 50 buyers, 10 copies', async () => {
    const bookId = await aBookFor({ stock: 10 });
    const users = await Promise.all(Array.from({ length: 50 }, () => aCartWith({ [bookId]: 1 })));
    const answers = await Promise.all(users.map((userId) => order({ userId })));
    const sold = answers.filter(({ statusCode }) => statusCode === 201);
    const refused = answers.filter(({ statusCode }) => statusCode !== 201);
    expect(sold).toHaveLength(10);
    expect(refused.map(({ statusCode, body }) => [statusCode, JSON.parse(body).books])).toEqual(
      Array(40).fill([409, [{ bookId, available: 0 }]]),
    );
    expect(await stockOf(bookId)).toBe(0);
    const orders = await shop.scan('OrdersTable');
    expect(orders.filter(({ userId }) => users.includes(String(userId?.S)))).toHaveLength(10);
  }, 30_000);
});

describe('transactions that meet', () => {
  it('are tried again', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    shop.fail('TransactWriteItemsCommand', transactionConflict(), transactionConflict(), transactionConflict());
    expect(await order({ userId })).toMatchObject({ statusCode: 201 });
    expect(await ordersOf(userId)).toHaveLength(1);
  });

  it('become a 503 in the end, and the same key may be used again', async () => {
    const userId = await aCartWith({ [await aBookFor()]: 1 });
    shop.fail('TransactWriteItemsCommand', ...Array.from({ length: 10 }, transactionConflict));
    const answer = await order({ userId, key: 'busy-key' });
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '1' } });
    expect(await ordersOf(userId)).toEqual([]);
    expect(await order({ userId, key: 'busy-key' })).toMatchObject({ statusCode: 201 });
  }, 20_000);

  it('answer with the order when it was placed and only the reply got lost', async () => {
    const bookId = await aBookFor();
    const userId = await aCartWith({ [bookId]: 1 });
    shop.loseReply('TransactWriteItemsCommand');
    expect(await order({ userId })).toMatchObject({ statusCode: 201 });
    expect([await stockOf(bookId), (await ordersOf(userId)).length]).toEqual([2, 1]);
  });
});

describe('placeOrder', () => {
  it('needs every right that it has', () => {
    expect(shop.unusedRights('placeOrder')).toEqual([]);
  });
});
