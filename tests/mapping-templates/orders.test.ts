/** The templates of /orders: always the caller's own, whatever is asked. */

import fc from 'fast-check';
import { createUlid } from '../../functions/shared/ulid.ts';
import { asCaller, hostileTexts, render } from '../support/mapping-template.ts';
import { type Shop, startShop } from '../support/shop.ts';

const LIST = 'orders/list-orders.request.vtl';
const GET = 'orders/get-order.request.vtl';

const base64 = (text: string) => Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
const aToken = (orderId: string) => `orders.${base64(orderId)}`;

const askList = (query: Record<string, string> = {}, sub = 'user-1') => render(LIST, { query, context: asCaller(sub) });
const askOne = (orderId: string, sub = 'user-1') => render(GET, { path: { orderId }, context: asCaller(sub) });

const aQuery = (changes: object = {}, userId = 'user-1') => ({
  TableName: 'OrdersTable',
  KeyConditionExpression: 'userId = :userId',
  ExpressionAttributeValues: { ':userId': { S: userId } },
  ConsistentRead: true,
  ScanIndexForward: false,
  Limit: 10,
  ...changes,
});

const aLine = (bookId: string) => ({
  M: { bookId: { S: bookId }, title: { S: `“${bookId}”` }, quantity: { N: '2' }, priceInCents: { N: '1250' } },
});
const anItem = (changes: object = {}) => ({
  userId: { S: 'SECRET-USER' },
  orderId: { S: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD' },
  status: { S: 'placed' },
  statusDay: { S: 'placed#2026-02-28' },
  placedAt: { S: '2026-02-28T10:00:00.000Z' },
  items: { L: [aLine('emma'), aLine('ulysses')] },
  totalInCents: { N: '5000' },
  ...changes,
});
const anOrder = (changes: object = {}) => ({
  orderId: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD',
  status: 'placed',
  placedAt: '2026-02-28T10:00:00.000Z',
  items: [
    { bookId: 'emma', title: '“emma”', quantity: 2, priceInCents: 1250 },
    { bookId: 'ulysses', title: '“ulysses”', quantity: 2, priceInCents: 1250 },
  ],
  totalInCents: 5000,
  ...changes,
});

describe('list-orders.request', () => {
  it('asks for one page of ten of the caller, newest first', () => {
    expect(askList().json).toEqual(aQuery());
  });

  it.each(['1', '10', '20'])('takes the limit %s', (limit) => {
    expect(askList({ limit }).json).toEqual(aQuery({ Limit: Number(limit) }));
  });

  it('starts after the order in the token, within the orders of the caller', () => {
    const key = { userId: { S: 'user-1' }, orderId: { S: 'ABC' } };
    expect(askList({ nextToken: aToken('ABC') }).json).toEqual(aQuery({ ExclusiveStartKey: key }));
  });

  it.each(['0', '21', '100', '-1', '1.5', 'abc', '5, "Select": "COUNT"', ...hostileTexts])(
    'turns the limit %j into one that DynamoDB refuses',
    (limit) => {
      expect(askList({ limit }).json).toEqual(aQuery({ Limit: 0 }));
    },
  );

  it.each([
    'orders',
    'orders.',
    'orders.ab',
    aToken('x').replace('orders', 'books'),
    `${aToken('x')}.YWFh`,
    ...hostileTexts,
  ])('turns the token %j into a limit that DynamoDB refuses', (nextToken) => {
    expect(askList({ nextToken }).json).toEqual(aQuery({ Limit: 0 }));
  });

  it.each(hostileTexts.filter((text) => text.length < 60))('keeps %j inside a well-formed token a text', (text) => {
    const key = { userId: { S: 'user-1' }, orderId: { S: Buffer.from(text).toString() } };
    expect(askList({ nextToken: aToken(text) }).json).toEqual(aQuery({ ExclusiveStartKey: key }));
  });

  it.each(hostileTexts)('keeps the caller %j a text', (sub) => {
    expect(askList({}, sub).json).toEqual(aQuery({}, sub));
  });

  it('takes the caller from the token alone, and keeps its shape whatever comes', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, anyText, anyText, (limit, nextToken, userId) => {
        const query = { limit, nextToken, userId, sub: userId };
        const given = { path: { sub: userId }, query, header: { sub: userId }, context: asCaller('user-1') };
        const { ExclusiveStartKey: start, ...rest } = render(LIST, given).json as Record<string, object>;
        expect({ ...rest, Limit: 10 }).toEqual(aQuery());
        if (start) expect(start).toHaveProperty('userId', { S: 'user-1' });
      }),
    );
  });
});

describe('list-orders.response', () => {
  const answer = (body: unknown) => render('orders/list-orders.response.vtl', { body }).json;

  it('gives orders without their owner, and no token on the last page', () => {
    expect(answer({ Items: [anItem(), anItem({ items: { L: [aLine('emma')] } })] })).toEqual({
      items: [anOrder(), anOrder({ items: [{ bookId: 'emma', title: '“emma”', quantity: 2, priceInCents: 1250 }] })],
    });
  });

  it('gives an empty page as one', () => {
    expect(answer({ Items: [], Count: 0 })).toEqual({ items: [] });
  });

  it('gives a token that says nothing of the owner, and that the request template understands', () => {
    const LastEvaluatedKey = { userId: { S: 'user-1' }, orderId: { S: 'ABC' } };
    const { nextToken } = answer({ Items: [anItem()], LastEvaluatedKey }) as { nextToken: string };
    expect(nextToken).toBe(aToken('ABC'));
    expect(askList({ nextToken }).json).toEqual(aQuery({ ExclusiveStartKey: LastEvaluatedKey }));
  });

  it('shows twenty orders of forty lines', () => {
    const full = anItem({ items: { L: Array.from({ length: 40 }, (_, line) => aLine(`book-${line}`)) } });
    const { items } = answer({ Items: Array(20).fill(full) }) as { items: { items: unknown[] }[] };
    expect(items.map(({ items: lines }) => lines.length)).toEqual(Array(20).fill(40));
  });

  it.each(hostileTexts.filter((text) => text !== '\ud800'))('shows the title %j as it is stored', (text) => {
    const line = { M: { ...aLine('emma').M, title: { S: text } } };
    expect(answer({ Items: [anItem({ items: { L: [line] } })] })).toHaveProperty('items.0.items.0.title', text);
  });
});

describe('get-order', () => {
  const aGet = (orderId: string, userId = 'user-1') => ({
    TableName: 'OrdersTable',
    Key: { userId: { S: userId }, orderId: { S: orderId } },
    ConsistentRead: true,
  });

  it.each(['01KJ2Y5H4Q8ZC3N7RX0VBMT6WD', ...hostileTexts])('asks for the order %j of the caller', (orderId) => {
    expect(askOne(orderId).json).toEqual(aGet(orderId));
  });

  it.each(hostileTexts)('keeps the caller %j a text', (sub) => {
    expect(askOne('ABC', sub).json).toEqual(aGet('ABC', sub));
  });

  it('gives the order', () => {
    const { json, status } = render('orders/get-order.response.vtl', { body: { Item: anItem() } });
    expect([json, status]).toEqual([anOrder(), undefined]);
  });

  it('answers 404 to an empty reply', () => {
    const { json, status } = render('orders/get-order.response.vtl', { body: {} });
    expect([json, status]).toEqual([{ message: 'You have no order with this id.' }, 404]);
  });
});

describe('refused.response', () => {
  it.each([
    ['ValidationException', undefined],
    ['ThrottlingException', 429],
    ['ResourceNotFoundException', 500],
  ])('answers %s with the status %s and nothing of its text', (type, expected) => {
    const { json, status } = render('orders/refused.response.vtl', { body: { __type: type, message: 'SECRET' } });
    expect(status).toBe(expected);
    expect(JSON.stringify(json)).toMatch(/^\{"message":"(?!.*SECRET).+"\}$/);
  });
});

describe('orders in the engine', () => {
  let shop: Shop;
  const orderIds = Array.from({ length: 5 }, (_, hour) => createUlid(Date.UTC(2026, 1, 28, hour)));
  const foreignId = createUlid();

  beforeAll(async () => {
    shop = await startShop();
    for (const orderId of orderIds)
      await shop.put('OrdersTable', anItem({ userId: { S: 'user-1' }, orderId: { S: orderId } }));
    await shop.put('OrdersTable', anItem({ userId: { S: 'user-2' }, orderId: { S: foreignId } }));
  }, 20_000);
  afterAll(() => shop.stop());

  it.each(['1', '2', '20'])('come newest first and once each, %s at a time', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const { body } = await shop.ask('Query', askList({ limit, ...(nextToken && { nextToken }) }).text);
      const page = render('orders/list-orders.response.vtl', { body }).json as {
        items: { orderId: string }[];
        nextToken?: string;
      };
      seen.push(...page.items.map(({ orderId }) => orderId));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen).toEqual(orderIds.toReversed());
  });

  it('are found by their owner alone', async () => {
    const asOwner = await shop.ask('GetItem', askOne(foreignId, 'user-2').text);
    const asOther = await shop.ask('GetItem', askOne(foreignId, 'user-1').text);
    const statuses = [asOwner, asOther].map(({ body }) => render('orders/get-order.response.vtl', { body }).status);
    expect(statuses).toEqual([undefined, 404]);
  });

  it('of another are not reached with a token of theirs', async () => {
    const { body } = await shop.ask('Query', askList({ nextToken: aToken(foreignId) }).text);
    expect(JSON.stringify(body)).not.toContain(foreignId);
  });

  it.each([askList({ limit: '21' }).text, askList({ nextToken: 'x' }).text, askOne('').text])(
    'are not asked for in a way that makes no sense',
    async (payload) => {
      const action = payload.includes('"Key"') ? 'GetItem' : 'Query';
      const { status, body } = await shop.ask(action, payload);
      expect([status, (body as { __type: string }).__type]).toEqual([
        400,
        expect.stringContaining('ValidationException'),
      ]);
    },
  );
});
