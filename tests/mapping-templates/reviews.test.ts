/** The templates of /books/{bookId}/reviews: what DynamoDB is asked, what visitors get, and that no input changes the shape. */

import fc from 'fast-check';
import { hostileTexts, render } from '../support/mapping-template.ts';
import { type Shop, startShop } from '../support/shop.ts';

const REQUEST = 'reviews/list-reviews.request.vtl';
const RESPONSE = 'reviews/list-reviews.response.vtl';
const PAST = '2026-02-28T10:00:00.000Z';

const base64 = (text: string) => Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
const aToken = (writtenAt: string, reviewerId: string) => `reviews.${base64(writtenAt)}.${base64(reviewerId)}`;

const ask = (bookId: string, query: Record<string, string> = {}) => render(REQUEST, { path: { bookId }, query });
const aQuery = (changes: object = {}, bookId = 'emma') => ({
  TableName: 'ReviewsTable',
  IndexName: 'byTime',
  KeyConditionExpression: 'bookId = :bookId',
  ExpressionAttributeValues: { ':bookId': { S: bookId } },
  ScanIndexForward: false,
  Limit: 20,
  ...changes,
});

const anItem = (changes: object = {}) => ({
  bookId: { S: 'emma' },
  reviewerId: { S: 'HASH' },
  author: { S: 'Ann' },
  rating: { N: '5' },
  text: { S: 'Good.' },
  writtenAt: { S: PAST },
  ...changes,
});
const aReview = (changes: object = {}) => ({
  bookId: 'emma',
  author: 'Ann',
  rating: 5,
  text: 'Good.',
  writtenAt: PAST,
  ...changes,
});

describe('list-reviews.request', () => {
  it('asks for one page of twenty, newest first', () => {
    expect(ask('emma').json).toEqual(aQuery());
  });

  it.each(['1', '99', '100'])('takes the limit %s', (limit) => {
    expect(ask('emma', { limit }).json).toEqual(aQuery({ Limit: Number(limit) }));
  });

  it('starts after the review in the token, within the book of the path', () => {
    const key = { bookId: { S: 'emma' }, writtenAt: { S: PAST }, reviewerId: { S: 'a-_b' } };
    expect(ask('emma', { nextToken: aToken(PAST, 'a-_b') }).json).toEqual(aQuery({ ExclusiveStartKey: key }));
  });

  it.each(['0', '101', '-1', '1.5', '1e1', 'abc', '5, "Select": "COUNT"', ...hostileTexts])(
    'turns the limit %j into one that DynamoDB refuses',
    (limit) => {
      expect(ask('emma', { limit }).json).toEqual(aQuery({ Limit: 0 }));
    },
  );

  it.each([
    'reviews',
    'reviews.',
    `reviews.${base64('a')}`,
    `${aToken('a', 'b')}.${base64('c')}`,
    aToken('a', 'b').replace('reviews', 'books'),
    aToken('a', 'b').replace('reviews', 'title'),
    `reviews.${'YWFh'.repeat(100)}.YWFh`,
    ...hostileTexts,
  ])('turns the token %j into a limit that DynamoDB refuses', (nextToken) => {
    expect(ask('emma', { nextToken }).json).toEqual(aQuery({ Limit: 0 }));
  });

  it.each(hostileTexts.filter((text) => text.length < 60))('keeps %j inside a well-formed token a text', (text) => {
    const stored = Buffer.from(text).toString();
    const key = { bookId: { S: 'emma' }, writtenAt: { S: stored }, reviewerId: { S: stored } };
    expect(ask('emma', { nextToken: aToken(text, text) }).json).toEqual(aQuery({ ExclusiveStartKey: key }));
  });

  it.each(hostileTexts)('keeps the book %j a text', (bookId) => {
    expect(ask(bookId).json).toEqual(aQuery({}, bookId));
  });

  it('keeps its shape whatever comes', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, anyText, anyText, (bookId, limit, nextToken) => {
        const {
          ExclusiveStartKey: _start,
          Limit,
          ...rest
        } = ask(bookId, { limit, nextToken }).json as Record<string, unknown>;
        expect({ ...rest, Limit: 20 }).toEqual(aQuery({}, bookId));
        expect(Number.isInteger(Limit)).toBe(true);
      }),
    );
  });
});

describe('list-reviews.response', () => {
  const answer = (body: unknown) => render(RESPONSE, { body }).json;

  it('gives reviews without the id of their writers, and no token on the last page', () => {
    expect(answer({ Items: [anItem(), anItem({ author: { S: 'Ben' } })] })).toEqual({
      items: [aReview(), aReview({ author: 'Ben' })],
    });
  });

  it('gives an empty page as one', () => {
    expect(answer({ Items: [], Count: 0 })).toEqual({ items: [] });
  });

  it('gives a token that the request template understands', () => {
    const LastEvaluatedKey = { bookId: { S: 'emma' }, writtenAt: { S: PAST }, reviewerId: { S: 'HASH' } };
    const { nextToken } = answer({ Items: [anItem()], LastEvaluatedKey }) as { nextToken: string };
    expect(nextToken).toBe(aToken(PAST, 'HASH'));
    expect(ask('emma', { nextToken }).json).toEqual(aQuery({ ExclusiveStartKey: LastEvaluatedKey }));
  });

  it.each(hostileTexts.filter((text) => text !== '\ud800'))('shows %j as it is stored', (text) => {
    const item = anItem({ text: { S: text }, author: { S: text } });
    expect(answer({ Items: [item] })).toEqual({ items: [aReview({ text, author: text })] });
  });
});

describe('refused.response', () => {
  it.each([
    ['ValidationException', undefined],
    ['ThrottlingException', 429],
    ['ResourceNotFoundException', 500],
  ])('answers %s with the status %s and nothing of its text', (type, expected) => {
    const { json, status } = render('reviews/refused.response.vtl', { body: { __type: type, message: 'SECRET' } });
    expect(status).toBe(expected);
    expect(JSON.stringify(json)).toMatch(/^\{"message":"(?!.*SECRET).+"\}$/);
  });
});

describe('reviews in the engine', () => {
  let shop: Shop;
  const times = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-03', '2026-01-05'];

  beforeAll(async () => {
    shop = await startShop();
    for (const [index, writtenAt] of times.entries()) {
      await shop.put('ReviewsTable', {
        bookId: 'emma',
        reviewerId: `r${index}`,
        author: `${index}`,
        rating: 1,
        text: 'x',
        writtenAt,
      });
    }
    await shop.put('ReviewsTable', {
      bookId: 'ulysses',
      reviewerId: 'r',
      author: 'x',
      rating: 1,
      text: 'x',
      writtenAt: '2026-01-04',
    });
  }, 20_000);
  afterAll(() => shop.stop());

  it.each(['1', '2', '5', '100'])('come newest first and once each, %s at a time', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const { body } = await shop.ask('Query', ask('emma', { limit, ...(nextToken && { nextToken }) }).text);
      const page = render(RESPONSE, { body }).json as { items: { author: string }[]; nextToken?: string };
      seen.push(...page.items.map(({ author }) => author));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen.toSorted()).toEqual(['0', '1', '2', '3', '4']);
    expect([seen[0], seen[3], seen[4]]).toEqual(['4', '1', '0']);
  });

  it.each([{ limit: '0' }, { limit: 'x' }, { nextToken: 'x' }])('are not asked for with %j', async (query) => {
    const { status, body } = await shop.ask('Query', ask('emma', query as Record<string, string>).text);
    expect([status, (body as { __type: string }).__type]).toEqual([
      400,
      expect.stringContaining('ValidationException'),
    ]);
  });
});
