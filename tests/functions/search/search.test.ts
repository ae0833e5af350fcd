/** Search and its index against a real DynamoDB engine. */
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { aBookItem } from '../../support/a-book.ts';
import { catchMetrics } from '../../support/metrics.ts';
import { aRestEvent } from '../../support/rest-event.ts';
import { type RestFunction, type Shop, startShop } from '../../support/shop.ts';

const takeMetrics = catchMetrics();
let shop: Shop;
let searchBooks: RestFunction;
let indexBooks: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
let log: jest.SpyInstance;

beforeAll(async () => {
  shop = await startShop();
  searchBooks = await shop.load<RestFunction>('searchBooks');
  indexBooks = await shop.load<typeof indexBooks>('indexBooks');
}, 20_000);

afterAll(() => shop.stop());

beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => log.mockRestore());

type Values = Readonly<Record<string, string | number>>;

const toImage = (values: Values | undefined): Record<string, AttributeValue> | undefined =>
  values &&
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

let sequence = 0;
function aRecord(id: string, before: Values | undefined, after: Values | undefined): DynamoDBRecord {
  const [OldImage, NewImage] = [toImage(before), toImage(after)];
  const images = { ...(OldImage && { OldImage }), ...(NewImage && { NewImage }) };
  return {
    eventID: `e${++sequence}`,
    dynamodb: { Keys: { id: { S: id } }, SequenceNumber: String(sequence), ...images },
  };
}

const book = (changes: Values) =>
  aBookItem({ id: 'war-and-peace', title: 'War and Peace', author: 'Leo Tolstoy', ...changes });
const remove = async (id: string) => {
  const { DeleteItemCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  await new DynamoDBClient({}).send(new DeleteItemCommand({ TableName: 'BooksTable', Key: { id: { S: id } } }));
};

async function add(item: Record<string, string | number>): Promise<void> {
  await shop.put('BooksTable', item);
  expect(await indexBooks({ Records: [aRecord(String(item.id), undefined, item)] })).toEqual({ batchItemFailures: [] });
}

async function indexOf(bookId: string): Promise<readonly string[]> {
  const keys = (await shop.scan('SearchTermsTable')).map(({ wordAndBook }) => String(wordAndBook?.S).split('#'));
  return keys
    .filter(([, id]) => id === bookId)
    .map(([word]) => String(word))
    .toSorted();
}

async function search(q: string | undefined) {
  const { statusCode, body } = await searchBooks(aRestEvent({ queryStringParameters: q === undefined ? null : { q } }));
  const { items, ...rest } = JSON.parse(body);
  return { statusCode, ids: items?.map(({ id }: { id: string }) => id), ...rest };
}

describe('the index', () => {
  it('holds the words of a new book', async () => {
    await add(book({}));
    expect(await indexOf('war-and-peace')).toEqual(['and', 'leo', 'peace', 'tolstoy', 'war']);
  });

  it('follows an edit', async () => {
    const [before, after] = [book({}), book({ title: 'War or Peace', version: 2 })];
    await shop.put('BooksTable', after);
    await indexBooks({ Records: [aRecord('war-and-peace', before, after)] });
    expect(await indexOf('war-and-peace')).toEqual(['leo', 'or', 'peace', 'tolstoy', 'war']);
  });

  it('is not touched by a change of stock or rating', async () => {
    shop.fail('GetItemCommand', new Error('No read was expected'));
    const Records = [aRecord('war-and-peace', book({ stock: 3 }), book({ stock: 2, ratingSum: 5 }))];
    expect(await indexBooks({ Records })).toEqual({ batchItemFailures: [] });
    shop.fail('GetItemCommand');
  });

  it('forgets a book that is removed', async () => {
    await add(book({ id: 'short-lived', title: 'Ephemera' }));
    await remove('short-lived');
    await indexBooks({ Records: [aRecord('short-lived', book({ title: 'Ephemera' }), undefined)] });
    expect(await indexOf('short-lived')).toEqual([]);
  });

  it('is the same when a record comes twice, late, or in the wrong order', async () => {
    const versions = ['One', 'Two', 'Three'].map((title, index) => book({ id: 'moving', title, version: index + 1 }));
    const [one, two, three] = versions;
    await shop.put('BooksTable', three ?? {});
    const records = [aRecord('moving', undefined, one), aRecord('moving', one, two), aRecord('moving', two, three)];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 1, 2, 0],
      [0, 2],
      [2, 0, 1],
    ]) {
      await indexBooks({ Records: order.flatMap((index) => records[index] ?? []) });
      expect(await indexOf('moving')).toEqual(['leo', 'three', 'tolstoy']);
    }
  });

  it('does not bring a book back that is gone when its first record comes again', async () => {
    await indexBooks({ Records: [aRecord('gone', undefined, book({ id: 'gone', title: 'Ghost' }))] });
    expect(await indexOf('gone')).toEqual([]);
  });

  it('goes on up to a poison record, and reports that one alone', async () => {
    const { title: _missing, ...poison } = aBookItem({ id: 'poison' });
    await shop.put('BooksTable', poison);
    const good = aBookItem({ id: 'good-one', title: 'Sound' });
    await shop.put('BooksTable', good);
    const Records = [
      aRecord('good-one', undefined, good),
      aRecord('poison', undefined, poison),
      aRecord('next', undefined, good),
    ];
    const answer = await indexBooks({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: Records[1]?.dynamodb?.SequenceNumber }] });
    expect(await indexOf('good-one')).toEqual(['austen', 'jane', 'sound']);
    expect(log.mock.calls[0]?.[0]).toMatchObject({
      function: 'indexBooks',
      name: 'TypeError',
    });
  });

  it('lets a poison book go when it is removed', async () => {
    await remove('poison');
    const { title: _missing, ...poison } = aBookItem({ id: 'poison' });
    expect(await indexBooks({ Records: [aRecord('poison', poison, undefined)] })).toEqual({ batchItemFailures: [] });
  });

  it('reports a record that names no book', async () => {
    const Records = [{ eventID: 'e', dynamodb: { SequenceNumber: '77' } }];
    expect(await indexBooks({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '77' }] });
  });

  it('takes a title of more words than one batch holds', async () => {
    const title = Array.from({ length: 50 }, (_, number) => `w${number}`).join(' ');
    await add(book({ id: 'many-words', title }));
    expect(await indexOf('many-words')).toHaveLength(52);
  });

  it('writes again what DynamoDB left over', async () => {
    const Item = { prefix: { S: 'le' }, wordAndBook: { S: 'left#over' }, title: { S: 'Left' }, words: { S: 'left' } };
    shop.replyOnce('BatchWriteItemCommand', { UnprocessedItems: { SearchTermsTable: [{ PutRequest: { Item } }] } });
    await add(aBookItem({ id: 'over', title: 'Left' }));
    expect(await indexOf('over')).toEqual(['left']);
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('indexBooks')).toEqual([]);
  });
});

describe('GET /search', () => {
  beforeAll(async () => {
    await add(aBookItem({ id: 'les-miserables', title: 'Les Misérables', author: 'Victor Hugo', stock: 7 }));
    await add(aBookItem({ id: 'misery', title: 'Misery', author: 'Stephen King' }));
    await add(aBookItem({ id: 'the-miser', title: 'The Miser', author: 'Molière' }));
    await add(aBookItem({ id: 'v', title: 'V.', author: 'Thomas Pynchon' }));
  }, 20_000);

  it.each([
    ['miser', ['the-miser', 'les-miserables', 'misery']],
    ['MISÉRABLES', ['les-miserables']],
    ['hugo mis', ['les-miserables']],
    ['moliere', ['the-miser']],
    ['v', ['v']],
    ['nothing at all', []],
    ['isery', []],
    ['!!!', []],
  ])('finds with %j the books %j', async (q, ids) => {
    expect(await search(q)).toEqual({ statusCode: 200, ids, truncated: false });
  });

  it('is measured when it finds nothing, and only then', async () => {
    takeMetrics();
    await searchBooks(aRestEvent({ resource: '/search', queryStringParameters: { q: 'xylophone' } }));
    expect(takeMetrics()).toEqual([{ SearchesWithoutResult: 1 }]);
  });

  it('shows books as they are now', async () => {
    const { body } = await searchBooks(aRestEvent({ queryStringParameters: { q: 'hugo' } }));
    expect(JSON.parse(body).items).toMatchObject([
      { id: 'les-miserables', stock: 7, rating: { average: 0, count: 0 } },
    ]);
  });

  it('leaves out a book that is gone while the index still has it', async () => {
    await add(aBookItem({ id: 'vanishing', title: 'Vanishing' }));
    await remove('vanishing');
    expect(await search('vanishing')).toMatchObject({ statusCode: 200, ids: [] });
  });

  it.each([undefined, '', '   ', 'x'.repeat(101)])('answers 400 to the query %j', async (q) => {
    expect(await search(q)).toMatchObject({ statusCode: 400 });
  });

  it('gives fifty at most and says that there are more', async () => {
    for (let number = 0; number < 51; number++)
      await add(aBookItem({ id: `series-${number}`, title: 'Series', author: 'X' }));
    const { ids, truncated } = await search('series');
    expect([ids.length, truncated]).toEqual([50, true]);
  }, 20_000);

  it('reads two hundred entries at most and says that there are more', async () => {
    for (let number = 0; number < 201; number++) {
      const entry = {
        prefix: 'co',
        wordAndBook: `common#c${String(number).padStart(3, '0')}`,
        title: 'Common',
        words: 'common rare',
      };
      await shop.put('SearchTermsTable', entry);
    }
    expect(await search('common absent')).toEqual({ statusCode: 200, ids: [], truncated: true });
  }, 20_000);

  it('asks again for books that DynamoDB left over', async () => {
    const UnprocessedKeys = { BooksTable: { Keys: [{ id: { S: 'misery' } }] } };
    shop.replyOnce('BatchGetItemCommand', { Responses: {}, UnprocessedKeys });
    expect(await search('misery')).toMatchObject({ statusCode: 200, ids: ['misery'] });
  });

  it('needs every right that it has', () => {
    expect(shop.unusedRights('searchBooks')).toEqual([]);
  });
});
