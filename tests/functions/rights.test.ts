/** What each function may do, as a table. The services' tests run every function with these rights and no others. */
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { findFunctionFile, readFunctionBlocks, readRights } from '../support/service-file.ts';

const table: readonly [string, readonly string[]][] = [
  // function             may
  ['getCover', ['GetItem BooksTable']],
  ['searchBooks', ['Query SearchTermsTable', 'BatchGetItem BooksTable']],
  ['writeReview', ['GetItem BooksTable', 'UpdateItem BooksTable', 'GetItem ReviewsTable', 'PutItem ReviewsTable']],
  ['deleteReview', ['GetItem BooksTable', 'UpdateItem BooksTable', 'GetItem ReviewsTable', 'DeleteItem ReviewsTable']],
  ['getCart', ['GetItem CartsTable', 'BatchGetItem BooksTable']],
  [
    'placeOrder',
    [
      'BatchGetItem BooksTable',
      'UpdateItem BooksTable',
      'GetItem CartsTable',
      'PutItem CartsTable',
      'GetItem CheckoutsTable',
      'PutItem CheckoutsTable',
      'PutItem OrdersTable',
    ],
  ],
  ['authorizeStaff', []],
  ['createBook', ['GetItem BooksTable', 'PutItem BooksTable', 'Query ReviewsTable']],
  ['updateBook', ['GetItem BooksTable', 'UpdateItem BooksTable']],
  ['deleteBook', ['DeleteItem BooksTable']],
  ['changeStock', ['GetItem BooksTable', 'UpdateItem BooksTable']],
  ['listOrdersByStatus', ['Query OrdersTable/index/byStatus']],
  [
    'changeOrderStatus',
    ['GetItem OrdersTable', 'UpdateItem OrdersTable', 'BatchGetItem BooksTable', 'UpdateItem BooksTable'],
  ],
];

describe('the rights of a function', () => {
  it.each(table)('%s may %j', (functionName, rights) => {
    expect(readRights(functionName)).toEqual(rights.map((right) => `dynamodb:${right}`));
  });

  it('let indexBooks read the stream, keep the index, and put aside what fails', () => {
    expect(readRights('indexBooks')).toEqual([
      'dynamodb:GetItem BooksTable',
      'dynamodb:BatchWriteItem SearchTermsTable',
      'dynamodb:DescribeStream BooksTable.StreamArn',
      'dynamodb:GetRecords BooksTable.StreamArn',
      'dynamodb:GetShardIterator BooksTable.StreamArn',
      'dynamodb:ListStreams BooksTable.StreamArn',
      'sqs:SendMessage SearchFailures',
    ]);
  });

  const functionNames = Object.keys(readFunctionBlocks());

  it('are listed here for every function', () => {
    expect([...table.map(([name]) => name), 'indexBooks'].toSorted()).toEqual(functionNames.toSorted());
  });

  it.each(functionNames)('%s gets the settings that its code reads, and no others', (functionName) => {
    const given = Object.keys(readFunctionBlocks()[functionName]?.environment ?? {});
    const read = settingsOf(findFunctionFile(functionName)).filter((name) => name !== 'ALLOWED_ORIGIN');
    expect(read.toSorted()).toEqual(given.toSorted());
  });
});

/** The names in `getSetting('…')` of a file and of all that it imports. */
function settingsOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  const own = [...source.matchAll(/getSetting\('(\w+)'\)/g)].map(([, name = '']) => name);
  const imports = [...source.matchAll(/^import (?!type ).*?from '(\.[^']+)'/gms)].map(([, path = '']) => path);
  return [...new Set([...own, ...imports.flatMap((path) => settingsOf(normalize(join(file, '..', path)), seen))])];
}
