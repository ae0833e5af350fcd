/** The templates of /books and /categories: what DynamoDB is asked, what the visitor gets, and that no input changes the shape. */

import fc from 'fast-check';
import { hostileTexts, render } from '../support/mapping-template.ts';

const base64 = (text: string) =>
  Buffer.from(text)
    .toString('base64url')
    .padEnd(Math.ceil(Buffer.from(text).toString('base64url').length / 4) * 4, '=');
const booksToken = (id: string) => `books.${base64(id)}`;
const sortToken = (sort: string, key: string, id: string) => `${sort}.${base64(key)}.${base64(id)}`;

const anItem = (changes: Record<string, unknown> = {}) => ({
  id: { S: 'emma' },
  title: { S: 'Emma' },
  author: { S: 'Jane Austen' },
  year: { N: '1815' },
  language: { S: 'English' },
  category: { S: 'classics' },
  description: { S: 'A matchmaker errs.' },
  priceInCents: { N: '1250' },
  stock: { N: '3' },
  ratingSum: { N: '0' },
  ratingCount: { N: '0' },
  version: { N: '1' },
  ...changes,
});

const aBook = (changes: Record<string, unknown> = {}) => ({
  id: 'emma',
  title: 'Emma',
  author: 'Jane Austen',
  year: 1815,
  language: 'English',
  category: 'classics',
  description: 'A matchmaker errs.',
  priceInCents: 1250,
  stock: 3,
  rating: { average: 0, count: 0 },
  version: 1,
  ...changes,
});

describe('list-books.request', () => {
  const ask = (query: Record<string, string>) => render('books/list-books.request.vtl', { query }).json;

  it('asks for one page of twenty', () => {
    expect(ask({})).toEqual({ TableName: 'Books', Limit: 20 });
  });

  it.each(['1', '7', '99', '100'])('takes the limit %s', (limit) => {
    expect(ask({ limit })).toEqual({ TableName: 'Books', Limit: Number(limit) });
  });

  it('starts after the id in the token', () => {
    expect(ask({ nextToken: booksToken('war-and-peace') })).toEqual({
      TableName: 'Books',
      ExclusiveStartKey: { id: { S: 'war-and-peace' } },
      Limit: 20,
    });
  });

  it.each([
    '0',
    '101',
    '1000',
    '-1',
    '1.5',
    '1e1',
    '07',
    ' 5',
    '5 ',
    'abc',
    '5, "Select": "COUNT"',
    '٣',
    ...hostileTexts,
  ])('turns the limit %j into one that DynamoDB refuses', (limit) => {
    expect(ask({ limit })).toEqual({ TableName: 'Books', Limit: 0 });
  });

  it.each([
    'books',
    'books.',
    'books.%%%',
    'books.ab',
    'books.abc',
    'books.====',
    base64('emma'),
    sortToken('title', 'Emma', 'emma'),
    `${booksToken('emma')}.${base64('x')}`,
    `books.${'YWFh'.repeat(1000)}`,
    ...hostileTexts,
  ])('turns the token %j into a limit that DynamoDB refuses', (nextToken) => {
    expect(ask({ nextToken })).toEqual({ TableName: 'Books', Limit: 0 });
  });

  it.each(hostileTexts.filter((text) => text.length < 60))('keeps %j inside a well-formed token a text', (text) => {
    expect(ask({ nextToken: booksToken(text) })).toEqual({
      TableName: 'Books',
      ExclusiveStartKey: { id: { S: Buffer.from(text).toString() } },
      Limit: 20,
    });
  });

  it('does not take a header for a query parameter', () => {
    expect(render('books/list-books.request.vtl', { header: { limit: '3' }, path: { nextToken: 'x' } }).json).toEqual({
      TableName: 'Books',
      Limit: 20,
    });
  });
});

describe('list-books.response', () => {
  const answer = (body: unknown) => render('books/list-books.response.vtl', { body });

  it('gives books and no token on the last page', () => {
    const second = anItem({ id: { S: 'persuasion' } });
    expect(answer({ Items: [anItem(), second], Count: 2 }).json).toEqual({
      items: [aBook(), aBook({ id: 'persuasion' })],
    });
  });

  it('gives the token of the next page, which the request template understands', () => {
    const { nextToken } = answer({ Items: [anItem()], LastEvaluatedKey: { id: { S: 'emma' } } }).json as {
      nextToken: string;
    };
    expect(nextToken).toBe(booksToken('emma'));
    expect(render('books/list-books.request.vtl', { query: { nextToken } }).json).toHaveProperty('ExclusiveStartKey', {
      id: { S: 'emma' },
    });
  });

  it('gives an empty page as one', () => {
    expect(answer({ Items: [], Count: 0 }).json).toEqual({ items: [] });
  });

  it.each(hostileTexts.filter((text) => text !== '\ud800'))('shows %j as it is stored', (text) => {
    const item = anItem({ title: { S: text }, description: { S: text } });
    expect(answer({ Items: [item] }).json).toEqual({ items: [aBook({ title: text, description: text })] });
  });

  it.each([
    [0, 0, 0],
    [5, 1, 5],
    [9, 2, 4.5],
    [13, 3, 4.3],
    [14, 3, 4.7],
    [1, 1, 1],
    [4_999_999, 1_000_000, 5],
  ])('rounds a rating sum of %d over %d reviews to %d', (ratingSum, ratingCount, average) => {
    const item = anItem({ ratingSum: { N: String(ratingSum) }, ratingCount: { N: String(ratingCount) } });
    expect(answer({ Items: [item] }).json).toEqual({ items: [aBook({ rating: { average, count: ratingCount } })] });
  });

  it('keeps each rating to its own book', () => {
    const rated = anItem({ ratingSum: { N: '5' }, ratingCount: { N: '1' } });
    expect(answer({ Items: [rated, anItem()] }).json).toEqual({
      items: [aBook({ rating: { average: 5, count: 1 } }), aBook()],
    });
  });
});

describe('get-book', () => {
  it.each(['emma', ...hostileTexts])('asks for the book %j and nothing else', (bookId) => {
    expect(render('books/get-book.request.vtl', { path: { bookId } }).json).toEqual({
      TableName: 'Books',
      Key: { id: { S: bookId } },
    });
  });

  it('gives the book', () => {
    const { json, status } = render('books/get-book.response.vtl', { body: { Item: anItem({ year: { N: '-380' } }) } });
    expect([json, status]).toEqual([aBook({ year: -380 }), undefined]);
  });

  it('answers 404 to an empty reply', () => {
    const { json, status } = render('books/get-book.response.vtl', { body: {} });
    expect([json, status]).toEqual([{ message: 'There is no book with this id.' }, 404]);
  });
});

describe('list-category-books.request', () => {
  const ask = (category: string, query: Record<string, string> = {}) =>
    render('books/list-category-books.request.vtl', { path: { category }, query }).json;
  const query = (changes: Record<string, unknown> = {}, category = 'poetry') => ({
    TableName: 'Books',
    IndexName: 'byCategory',
    KeyConditionExpression: 'category = :category',
    ExpressionAttributeValues: { ':category': { S: category } },
    Limit: 20,
    ...changes,
  });

  it('asks for one page by title', () => {
    expect(ask('poetry')).toEqual(query());
  });

  it('asks for one page by price', () => {
    expect(ask('poetry', { sort: 'price', limit: '5' })).toEqual(query({ IndexName: 'byCategoryPrice', Limit: 5 }));
  });

  it('starts after the title in the token', () => {
    const nextToken = sortToken('title', 'Leaves of Grass “1855”', 'leaves-of-grass');
    const key = { category: { S: 'poetry' }, title: { S: 'Leaves of Grass “1855”' }, id: { S: 'leaves-of-grass' } };
    expect(ask('poetry', { nextToken })).toEqual(query({ ExclusiveStartKey: key }));
  });

  it('starts after the longest title that a key can hold', () => {
    const title = '書'.repeat(341);
    const asked = ask('poetry', { nextToken: sortToken('title', title, 'x'.repeat(80)) });
    expect(asked).toHaveProperty('ExclusiveStartKey.title', { S: title });
  });

  it('starts after the price in the token', () => {
    const key = { category: { S: 'poetry' }, priceInCents: { N: '1299' }, id: { S: 'howl' } };
    expect(ask('poetry', { sort: 'price', nextToken: sortToken('price', '1299', 'howl') })).toEqual(
      query({ IndexName: 'byCategoryPrice', ExclusiveStartKey: key }),
    );
  });

  it.each(['1e400', '5"', '', '-1', '1'.repeat(40), 'abc'].map((price) => sortToken('price', price || 'x', 'howl')))(
    'turns the invented price in %j into a limit that DynamoDB refuses',
    (nextToken) => {
      expect(ask('poetry', { sort: 'price', nextToken })).toEqual(query({ IndexName: 'byCategoryPrice', Limit: 0 }));
    },
  );

  it.each([
    ['an unknown sort order', { sort: 'author' }],
    ['a token of the other sort order', { sort: 'price', nextToken: sortToken('title', 'Howl', 'howl') }],
    ['a token of the other sort order', { nextToken: sortToken('price', '1299', 'howl') }],
    ['a token of another list', { nextToken: booksToken('howl') }],
    ['a token with too few parts', { nextToken: `title.${base64('Howl')}` }],
    ['a token with too many parts', { nextToken: `${sortToken('title', 'a', 'b')}.${base64('c')}` }],
    ['a limit of none', { limit: '0' }],
    ['a sort order that is a pattern', { sort: '.*', nextToken: sortToken('title', 'Howl', 'howl') }],
  ])('turns %s into a limit that DynamoDB refuses', (_what, parameters: Record<string, string>) => {
    expect(ask('poetry', parameters)).toMatchObject({ Limit: 0 });
    expect(ask('poetry', parameters)).not.toHaveProperty('ExclusiveStartKey');
  });

  it.each(hostileTexts)('keeps the category %j a text', (category) => {
    expect(ask(category)).toEqual(query({}, category));
  });

  it.each(hostileTexts)('keeps %j a malformed parameter', (text) => {
    expect(ask('poetry', { sort: text })).toMatchObject({ Limit: 0 });
    expect(ask('poetry', { nextToken: text })).toMatchObject({ Limit: 0 });
  });
});

describe('list-category-books.response', () => {
  const answer = (body: unknown, query: Record<string, string> = {}) =>
    render('books/list-category-books.response.vtl', { body, query });
  const key = {
    category: { S: 'poetry' },
    title: { S: 'Les Contemplations — é' },
    priceInCents: { N: '990' },
    id: { S: 'c' },
  };

  it('gives books and no token on the last page', () => {
    expect(answer({ Items: [anItem()], Count: 1 }).json).toEqual({ items: [aBook()] });
  });

  it.each([
    ['title', 'Les Contemplations — é'],
    ['price', '990'],
  ])('gives a token that the request template understands, sorted by %s', (sort, text) => {
    const { nextToken } = answer({ Items: [anItem()], LastEvaluatedKey: key }, { sort }).json as { nextToken: string };
    expect(nextToken).toBe(sortToken(sort, text, 'c'));
    const request = render('books/list-category-books.request.vtl', {
      path: { category: 'poetry' },
      query: { sort, nextToken },
    });
    expect(JSON.stringify(request.json)).toContain(text);
  });

  it('answers 404 when there is nothing in the category at all', () => {
    const { json, status } = answer({ Items: [], Count: 0 });
    expect([Object.keys(json as object), status]).toEqual([['message'], 404]);
  });

  it('gives an empty page after the last one', () => {
    const { json, status } = answer({ Items: [], Count: 0 }, { nextToken: sortToken('title', 'z', 'z') });
    expect([json, status]).toEqual([{ items: [] }, undefined]);
  });
});

describe('refused.response', () => {
  it.each([
    ['com.amazon.coral.validate#ValidationException', undefined],
    ['com.amazonaws.dynamodb.v20120810#ThrottlingException', 429],
    ['com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', 429],
    ['com.amazonaws.dynamodb.v20120810#RequestLimitExceeded', 429],
    ['com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 500],
    ['com.amazonaws.dynamodb.v20120810#AccessDeniedException', 500],
  ])('answers %s with the status %s and nothing of its text', (type, expected) => {
    const { json, status } = render('books/refused.response.vtl', { body: { __type: type, message: 'SECRET' } });
    expect(status).toBe(expected);
    expect(JSON.stringify(json)).toMatch(/^\{"message":"(?!.*SECRET).+"\}$/);
  });

  it.each(['', '{}', '{"__type":null}'])('survives the reply %j', (body) => {
    expect(render('books/refused.response.vtl', { body }).status).toBe(500);
  });
});

describe('any text', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 });

  it('stays where it belongs in the templates of /categories', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (category, sort, limit, nextToken) => {
        const query = { sort, limit, nextToken };
        const { json } = render('books/list-category-books.request.vtl', { path: { category }, query });
        const shape = Object.keys(json as object).filter((name) => name !== 'ExclusiveStartKey');
        expect(shape).toEqual([
          'TableName',
          'IndexName',
          'KeyConditionExpression',
          'ExpressionAttributeValues',
          'Limit',
        ]);
        expect(json).toHaveProperty(['ExpressionAttributeValues', ':category', 'S'], category);
      }),
    );
  });
});
