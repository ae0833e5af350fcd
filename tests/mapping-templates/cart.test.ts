/** The templates of /cart/{bookId}: what DynamoDB is asked, what it makes of it, and that no input changes the shape. */

import fc from 'fast-check';
import { asCaller, hostileTexts, render } from '../support/mapping-template.ts';
import { type Shop, startShop } from '../support/shop.ts';

const PUT = 'cart/put-cart-line.request.vtl';
const DELETE = 'cart/remove-cart-line.request.vtl';

const askPut = (bookId: string, body: unknown, sub = 'user-1') =>
  render(PUT, { path: { bookId }, body, context: asCaller(sub, 'PUT') });
const askDelete = (bookId: string, sub = 'user-1') =>
  render(DELETE, { path: { bookId }, context: asCaller(sub, 'DELETE') });

const anUpdate = (bookId: string, quantity: string, userId = 'user-1') => ({
  TableName: 'CartsTable',
  Key: { userId: { S: userId } },
  UpdateExpression: 'SET #line = :quantity ADD bookIds :bookIds, version :one',
  ConditionExpression: 'attribute_not_exists(bookIds) OR contains(bookIds, :bookId) OR size(bookIds) < :maxLines',
  ExpressionAttributeNames: { '#line': `q#${bookId}` },
  ExpressionAttributeValues: {
    ':quantity': { N: quantity },
    ':bookId': { S: bookId },
    ':bookIds': { SS: [bookId] },
    ':maxLines': { N: '40' },
    ':one': { N: '1' },
  },
  ReturnValues: 'UPDATED_NEW',
});

const aRemoval = (bookId: string) => ({
  TableName: 'CartsTable',
  Key: { userId: { S: 'user-1' } },
  UpdateExpression: 'REMOVE #line DELETE bookIds :bookIds ADD version :one',
  ConditionExpression: 'contains(bookIds, :bookId)',
  ExpressionAttributeNames: { '#line': `q#${bookId}` },
  ExpressionAttributeValues: { ':bookId': { S: bookId }, ':bookIds': { SS: [bookId] }, ':one': { N: '1' } },
});

const refusedPut = { ...anUpdate('', '0'), TableName: '' };
const refusedRemoval = { ...aRemoval(''), TableName: '' };

describe('put-cart-line.request', () => {
  it.each([1, 9, 10, 19, 20])('sets the quantity to %d', (quantity) => {
    expect(askPut('war-and-peace', { quantity }).json).toEqual(anUpdate('war-and-peace', String(quantity)));
  });

  it.each([0, 21, -1, 1.5, 100, '5', '5"', null, true, [5], { a: 1 }, 1e30])(
    'asks for no quantity of %j',
    (quantity) => {
      const expected = quantity === '5' ? anUpdate('emma', '5') : refusedPut;
      expect(askPut('emma', { quantity }).json).toEqual(expected);
    },
  );

  it('asks for nothing when the body is nested too deeply to be read, whatever comes after that', () => {
    const deep = `${'['.repeat(500)}1${']'.repeat(500)}`;
    expect(askPut('emma', `{"quantity":${deep},"quantity":5}`).json).toEqual(refusedPut);
  });

  it('reads a body with white space around it', () => {
    expect(askPut('emma', `\n  {  "quantity" :  5  }${' '.repeat(200)}`).json).toEqual(anUpdate('emma', '5'));
  });

  it.each(['{}', '', '[]', '5', '"x"', '{"quantity":5,"quantity":500}', '{"Quantity":5}'])(
    'asks for nothing when the body is %s',
    (body) => {
      expect(askPut('emma', body).json).toEqual(refusedPut);
    },
  );

  it.each([...hostileTexts, '', 'Emma', 'a'.repeat(81), 'emma\n', 'q#emma', 'a b', 'émile'])(
    'asks for no book %j',
    (bookId) => {
      if (/^[a-z0-9-]{1,80}$/.test(bookId))
        return expect(askPut(bookId, { quantity: 5 }).json).toEqual(anUpdate(bookId, '5'));
      return expect(askPut(bookId, { quantity: 5 }).json).toEqual(refusedPut);
    },
  );

  it.each(hostileTexts)('keeps the caller %j a text', (sub) => {
    expect(askPut('emma', { quantity: 5 }, sub).json).toEqual(anUpdate('emma', '5', sub));
  });

  it('takes the caller from the token alone', () => {
    const given = { path: { bookId: 'emma', sub: 'victim', userId: 'victim' }, query: { sub: 'victim' } };
    const body = { quantity: 5, userId: 'victim', sub: 'victim' };
    expect(render(PUT, { ...given, body, context: asCaller('user-1') }).json).toEqual(anUpdate('emma', '5'));
  });

  it('keeps its shape whatever comes', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(anyText, fc.jsonValue(), (bookId, quantity) => {
        const asked = askPut(bookId, { quantity }).json as ReturnType<typeof anUpdate>;
        const { S } = asked.ExpressionAttributeValues[':bookId'];
        expect(asked).toEqual({
          ...anUpdate(S, asked.ExpressionAttributeValues[':quantity'].N),
          TableName: asked.TableName,
        });
        expect(`${asked.TableName} ${S}`).toMatch(/^(CartsTable [a-z0-9-]{1,80}| )$/);
      }),
    );
  });
});

describe('put-cart-line.response', () => {
  it('gives the line and the version of the cart', () => {
    const body = { Attributes: { 'q#emma': { N: '3' }, bookIds: { SS: ['emma', 'ulysses'] }, version: { N: '7' } } };
    expect(render('cart/put-cart-line.response.vtl', { path: { bookId: 'emma' }, body }).json).toEqual({
      bookId: 'emma',
      quantity: 3,
      version: 7,
    });
  });
});

describe('remove-cart-line', () => {
  it('takes the line of one book away', () => {
    expect(askDelete('emma').json).toEqual(aRemoval('emma'));
  });

  it.each([...hostileTexts.filter((text) => !/^[a-z0-9-]{1,80}$/.test(text)), '', 'Emma', 'a'.repeat(81)])(
    'asks for no book %j',
    (bookId) => {
      expect(askDelete(bookId).json).toEqual(refusedRemoval);
    },
  );

  it('answers nothing', () => {
    expect(render('cart/remove-cart-line.response.vtl', { body: { Attributes: { secret: { S: 'x' } } } }).text).toBe(
      '',
    );
  });
});

describe('refused.response', () => {
  const answer = (type: string | undefined, httpMethod: string) => {
    const body = type === undefined ? {} : { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'SECRET' };
    const { status, json } = render('cart/refused.response.vtl', { body, context: { httpMethod } });
    expect(JSON.stringify(json)).toMatch(/^\{"message":"(?!.*SECRET).+"\}$/);
    return status;
  };

  it.each([
    ['ConditionalCheckFailedException', 'PUT', 409],
    ['ConditionalCheckFailedException', 'DELETE', 404],
    ['ValidationException', 'PUT', undefined],
    ['ValidationException', 'DELETE', undefined],
    ['TransactionConflictException', 'PUT', 409],
    ['TransactionConflictException', 'DELETE', 409],
    ['ThrottlingException', 'PUT', 429],
    ['ProvisionedThroughputExceededException', 'DELETE', 429],
    ['AccessDeniedException', 'PUT', 500],
    [undefined, 'PUT', 500],
  ])('answers %s of a %s with the status %s', (type, method, status) => {
    expect(answer(type, method)).toBe(status);
  });
});

describe('a cart in the engine', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startShop();
  }, 20_000);
  afterAll(() => shop.stop());

  const put = (bookId: string, quantity: number, sub: string) =>
    shop.ask('UpdateItem', askPut(bookId, { quantity }, sub).text);
  const remove = (bookId: string, sub: string) => shop.ask('UpdateItem', askDelete(bookId, sub).text);
  const typeOf = ({ body }: { body: unknown }) => String((body as { __type?: string }).__type).split('#')[1];

  it('takes a line, changes it and gives what the response template shows', async () => {
    await put('emma', 2, 'first');
    const { status, body } = await put('emma', 5, 'first');
    expect(status).toBe(200);
    expect(render('cart/put-cart-line.response.vtl', { path: { bookId: 'emma' }, body }).json).toEqual({
      bookId: 'emma',
      quantity: 5,
      version: 2,
    });
  });

  it('takes forty books and not one more, but changes those that it has', async () => {
    for (let number = 1; number <= 40; number++)
      expect(await put(`book-${number}`, 1, 'full')).toMatchObject({ status: 200 });
    const refusal = await put('book-41', 1, 'full');
    expect([refusal.status, typeOf(refusal)]).toEqual([400, 'ConditionalCheckFailedException']);
    expect(await put('book-40', 7, 'full')).toMatchObject({ status: 200 });
    expect(await remove('book-1', 'full')).toMatchObject({ status: 200 });
    expect(await put('book-41', 1, 'full')).toMatchObject({ status: 200 });
  }, 20_000);

  it('holds forty when fifty come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => put(`book-${number}`, 1, 'rush')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
    expect((await shop.get('CartsTable', { userId: 'rush' }))?.bookIds?.SS).toHaveLength(40);
  }, 20_000);

  it('can be emptied and filled again', async () => {
    await put('emma', 1, 'empty');
    expect(await remove('emma', 'empty')).toMatchObject({ status: 200 });
    expect(await shop.get('CartsTable', { userId: 'empty' })).toEqual({ userId: { S: 'empty' }, version: { N: '2' } });
    expect(await put('emma', 1, 'empty')).toMatchObject({ status: 200 });
  });

  it('does not change when a line is removed that it has not', async () => {
    await put('emma', 1, 'other');
    for (const sub of ['other', 'nobody']) {
      const refusal = await remove('ulysses', sub);
      expect([refusal.status, typeOf(refusal)]).toEqual([400, 'ConditionalCheckFailedException']);
    }
    expect(await shop.get('CartsTable', { userId: 'other' })).toMatchObject({ version: { N: '1' } });
    expect(await shop.get('CartsTable', { userId: 'nobody' })).toBeUndefined();
  });

  it.each([
    ['a book that can be none', askPut('NO BOOK', { quantity: 1 }).text],
    ['no quantity', askPut('emma', {}).text],
    ['a book to remove that can be none', askDelete('NO BOOK').text],
    ['nobody', askPut('emma', { quantity: 1 }, '').text],
  ])('refuses %s as invalid', async (_what, payload) => {
    const refusal = await shop.ask('UpdateItem', payload);
    expect([refusal.status, typeOf(refusal)]).toEqual([400, 'ValidationException']);
  });
});
