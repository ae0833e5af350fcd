/** What staff do to the catalogue, against a real DynamoDB engine. */
import type { Book } from '../../../functions/shared/book.ts';
import { aBook, aBookItem, aStaffEvent } from '../../support/a-book.ts';
import { type RestFunction, type Shop, startShop, transactionConflict, writeConflict } from '../../support/shop.ts';

let shop: Shop;
let createBook: RestFunction;
let updateBook: RestFunction;
let deleteBook: RestFunction;
let changeStock: RestFunction;
let log: jest.SpyInstance;

beforeAll(async () => {
  shop = await startShop();
  createBook = await shop.load<RestFunction>('createBook');
  updateBook = await shop.load<RestFunction>('updateBook');
  deleteBook = await shop.load<RestFunction>('deleteBook');
  changeStock = await shop.load<RestFunction>('changeStock');
}, 20_000);

afterAll(() => shop.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

let count = 0;
async function aStoredBook(changes: Record<string, string | number> = {}): Promise<string> {
  const id = `book-${++count}`;
  await shop.put('BooksTable', aBookItem({ id, ...changes }));
  return id;
}

const text = {
  title: 'Emma',
  author: 'Jane Austen',
  year: 1815,
  language: 'English',
  category: 'classics',
  description: 'A matchmaker errs.',
  priceInCents: 1250,
};

const parse = ({ statusCode, body }: { statusCode: number; body: string }) => ({
  statusCode,
  body: body && JSON.parse(body),
});

const create = async (body: unknown) => parse(await createBook(aStaffEvent({ body })));
const change = async (bookId: string, by: unknown) =>
  parse(await changeStock(aStaffEvent({ pathParameters: { bookId }, body: { change: by } })));
const remove = async (bookId: string) => parse(await deleteBook(aStaffEvent({ pathParameters: { bookId } })));
const update = async (bookId: string, headers: Record<string, string>, body: unknown = text) =>
  parse(await updateBook(aStaffEvent({ pathParameters: { bookId }, headers, body })));

const invalidTexts: [string, unknown][] = [
  ['title', ''],
  ['title', '   '],
  ['title', 'x'.repeat(201)],
  ['title', 5],
  ['author', undefined],
  ['year', 1815.5],
  ['year', 3000],
  ['category', 'cooking'],
  ['category', ['classics']],
  ['description', null],
  ['priceInCents', 0],
  ['priceInCents', -1],
  ['priceInCents', '1250'],
];

describe('POST /admin/books', () => {
  it('answers 201 with the book, and makes its id of the title', async () => {
    const answer = await create({ ...text, title: 'Émile, or: On Education', stock: 4 });
    const book = aBook({ id: 'emile-or-on-education', title: 'Émile, or: On Education', stock: 4 });
    expect(answer).toEqual({ statusCode: 201, body: book });
    const item = await shop.get('BooksTable', { id: book.id });
    expect(item).toMatchObject({
      ratingSum: { N: '0' },
      ratingCount: { N: '0' },
      version: { N: '1' },
      stock: { N: '4' },
    });
  });

  it('takes no id, rating or version from the body', async () => {
    const lies = { id: 'mine', rating: { average: 5, count: 9 }, ratingSum: 45, version: 7 };
    const { body } = await create({ ...text, title: 'Honest', stock: 0, ...lies });
    expect(body).toMatchObject({ id: 'honest', rating: { average: 0, count: 0 }, version: 1 });
  });

  it('refuses the same book again and says where it is', async () => {
    await create({ ...text, title: 'Twice', stock: 1 });
    expect(await create({ ...text, title: 'Twice', stock: 1 })).toMatchObject({
      statusCode: 409,
      body: { bookId: 'twice' },
    });
  });

  it('gives a book of the same title by another author an id of its own', async () => {
    await create({ ...text, title: 'Persuasion', stock: 1 });
    const { body } = await create({ ...text, title: 'Persuasion', author: 'Robert Cialdini', stock: 1 });
    expect(body.id).toBe('persuasion-robert-cialdini');
  });

  it('does not hand the reviews of a deleted book to a new one', async () => {
    await shop.put('ReviewsTable', { bookId: 'reborn', reviewerId: 'r', rating: 1 });
    const { body } = await create({ ...text, title: 'Reborn', stock: 1 });
    expect(body.id).toBe('reborn-jane-austen');
  });

  it('makes an id for a title without Latin letters', async () => {
    const { statusCode, body } = await create({ ...text, title: '三体', author: '刘慈欣', stock: 1 });
    expect([statusCode, body.id]).toEqual([201, expect.stringMatching(/^book-[0-9a-z]{26}$/)]);
  });

  it('makes one book of two requests at once', async () => {
    const answers = await Promise.all([1, 2].map(() => create({ ...text, title: 'Racing', author: 'X', stock: 1 })));
    const ids = answers.map(({ statusCode, body }) => `${statusCode} ${(body as Book).id}`);
    expect(ids).toContain('201 racing');
    expect(new Set(ids).size).toBe(2);
  });

  it.each(invalidTexts)('answers 400 when %s is %j', async (name, value) => {
    expect(await create({ ...text, stock: 1, [name]: value })).toMatchObject({ statusCode: 400 });
  });

  it.each([-1, 1.5, '3', undefined, 2_000_000])('answers 400 when stock is %j', async (stock) => {
    expect(await create({ ...text, title: 'Never', stock })).toMatchObject({ statusCode: 400 });
  });

  it('writes down who did it', async () => {
    await create({ ...text, title: 'Logged', stock: 1 });
    expect(log.mock.calls[0]?.[0]).toEqual({
      action: 'BookCreated',
      staff: 'staff-1',
      bookId: 'logged',
    });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('createBook')).toEqual([]);
  });
});

describe('PUT /admin/books/{bookId}', () => {
  it.each([
    ['If-Match', '"1"'],
    ['if-match', '1'],
    ['IF-MATCH', ' "1" '],
  ])('changes what is said of the book when %s is %s', async (name, value) => {
    const id = await aStoredBook({ stock: 9, ratingSum: 8, ratingCount: 2 });
    const answer = await update(id, { [name]: value }, { ...text, title: 'Emma, annotated', priceInCents: 1999 });
    const changed = {
      title: 'Emma, annotated',
      priceInCents: 1999,
      version: 2,
      stock: 9,
      rating: { average: 4, count: 2 },
    };
    expect(answer).toEqual({ statusCode: 200, body: aBook({ id, ...changed }) });
  });

  it('leaves stock and ratings alone, whatever the body says', async () => {
    const id = await aStoredBook({ stock: 9 });
    const { body } = await update(
      id,
      { 'If-Match': '1' },
      { ...text, stock: 0, ratingSum: 5, version: 77, id: 'other' },
    );
    expect(body).toMatchObject({ id, stock: 9, version: 2, rating: { average: 0, count: 0 } });
  });

  it('answers 409 with the version of now to who has seen an older one', async () => {
    const id = await aStoredBook({ version: 3 });
    expect(await update(id, { 'If-Match': '"2"' })).toMatchObject({ statusCode: 409, body: { version: 3 } });
  });

  it('lets one of ten editors of the same version win', async () => {
    const id = await aStoredBook();
    const answers = await Promise.all(Array.from({ length: 10 }, () => update(id, { 'If-Match': '1' })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, ...Array(9).fill(409)]);
  });

  it('answers 428 without If-Match', async () => {
    expect(await update(await aStoredBook(), {})).toMatchObject({ statusCode: 428 });
  });

  it.each(['*', 'W/"1"', '"x"', '-1', '1, 2', '"1'])('answers 400 when If-Match is %s', async (version) => {
    expect(await update(await aStoredBook(), { 'If-Match': version })).toMatchObject({ statusCode: 400 });
  });

  it.each(['no-such-book', 'NOT_AN_ID', ''])('answers 404 for the book %j', async (id) => {
    expect(await update(id, { 'If-Match': '1' })).toMatchObject({ statusCode: 404 });
  });

  it.each(invalidTexts)('answers 400 when %s is %j', async (name, value) => {
    expect(await update(await aStoredBook(), { 'If-Match': '1' }, { ...text, [name]: value })).toMatchObject({
      statusCode: 400,
    });
  });

  it('is tried again while a checkout has the book', async () => {
    shop.fail('UpdateItemCommand', writeConflict());
    expect(await update(await aStoredBook(), { 'If-Match': '1' })).toMatchObject({ statusCode: 200 });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('updateBook')).toEqual([]);
  });
});

describe('DELETE /admin/books/{bookId}', () => {
  it('takes the book out, once', async () => {
    const id = await aStoredBook();
    expect(await remove(id)).toEqual({ statusCode: 204, body: '' });
    expect(await shop.get('BooksTable', { id })).toBeUndefined();
    expect(await remove(id)).toMatchObject({ statusCode: 404 });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('deleteBook')).toEqual([]);
  });
});

describe('POST /admin/books/{bookId}/stock', () => {
  it.each([
    [5, 8],
    [-3, 0],
    [0, 3],
  ])('adds %d to three copies', async (by, stock) => {
    const bookId = await aStoredBook({ stock: 3 });
    expect(await change(bookId, by)).toEqual({ statusCode: 200, body: { bookId, stock } });
  });

  it('never goes below zero', async () => {
    const bookId = await aStoredBook({ stock: 3 });
    expect(await change(bookId, -4)).toMatchObject({ statusCode: 409, body: { books: [{ bookId, available: 3 }] } });
  });

  it('adds up when twenty come at once', async () => {
    const bookId = await aStoredBook({ stock: 0 });
    await Promise.all(Array.from({ length: 20 }, () => change(bookId, 1)));
    expect((await shop.get('BooksTable', { id: bookId }))?.stock?.N).toBe('20');
  }, 20_000);

  it('leaves the version alone', async () => {
    const bookId = await aStoredBook();
    await change(bookId, 1);
    expect((await shop.get('BooksTable', { id: bookId }))?.version?.N).toBe('1');
  });

  it.each([1.5, '1', null, 10_001, -10_001])('answers 400 to a change of %j', async (by) => {
    expect(await change(await aStoredBook(), by)).toMatchObject({ statusCode: 400 });
  });

  it.each(['no-such-book', 'NOT_AN_ID'])('answers 404 for the book %s', async (id) => {
    expect(await change(id, 1)).toMatchObject({ statusCode: 404 });
  });

  it('is tried again when transactions meet, and becomes a 503 in the end', async () => {
    const bookId = await aStoredBook({ stock: 0 });
    shop.fail('TransactWriteItemsCommand', transactionConflict());
    expect(await change(bookId, 1)).toMatchObject({ statusCode: 200, body: { stock: 1 } });
    shop.fail('TransactWriteItemsCommand', ...Array.from({ length: 10 }, transactionConflict));
    expect(await change(bookId, 1)).toMatchObject({ statusCode: 503 });
  }, 20_000);

  it('needs every right that it has', () => {
    expect(shop.unusedRights('changeStock')).toEqual([]);
  });
});
