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
  ['getWishlist', ['Query WishlistTable', 'BatchGetItem BooksTable']],
  ['addToWishlist', ['GetItem BooksTable', 'UpdateItem WishlistTable']],
  ['removeFromWishlist', ['DeleteItem WishlistTable']],
  ['authorizeConnection', []],
  ['connect', ['PutItem ConnectionsTable']],
  ['disconnect', ['DeleteItem ConnectionsTable', 'DeleteItem RoomMembersTable']],
  [
    'joinRoom',
    ['GetItem BooksTable', 'UpdateItem ConnectionsTable', 'PutItem RoomMembersTable', 'DeleteItem RoomMembersTable'],
  ],
  ['leaveRoom', ['UpdateItem ConnectionsTable', 'DeleteItem RoomMembersTable']],
  ['getHistory', ['GetItem RoomMembersTable', 'Query MessagesTable']],
  ['ping', []],
  ['refuseUnknown', []],
];

/** Functions that post to connections, and what they may do in the database. */
const posting: readonly [string, readonly string[]][] = [
  [
    'sendMessage',
    [
      'DeleteItem ConnectionsTable',
      'DeleteItem RoomMembersTable',
      'UpdateItem ChatLimitsTable',
      'PutItem MessagesTable',
      'GetItem RoomMembersTable',
      'Query RoomMembersTable',
    ],
  ],
  ['sendPresence', ['DeleteItem ConnectionsTable', 'DeleteItem RoomMembersTable', 'Query RoomMembersTable']],
  [
    'sendOrderNews',
    ['Query ConnectionsTable/index/byUser', 'DeleteItem ConnectionsTable', 'DeleteItem RoomMembersTable'],
  ],
];

const streams: readonly [string, string, readonly string[]][] = [
  ['indexBooks', 'BooksTable', ['sqs:SendMessage SearchFailures']],
  ['sendOrderNews', 'OrdersTable', ['sqs:SendMessage OrderNewsFailures']],
  // Presence that could not be told is out of date anyway.
  ['sendPresence', 'RoomMembersTable', []],
];

describe('the rights of a function', () => {
  it.each(table)('%s may %j', (functionName, rights) => {
    expect(readRights(functionName)).toEqual(rights.map((right) => `dynamodb:${right}`));
  });

  it.each(posting)('let %s post to connections of this API and stage, and %j', (functionName, rights) => {
    const connections =
      'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/${sls:stage}/POST/@connections/*';
    expect(readRights(functionName)).toEqual(
      expect.arrayContaining([
        `execute-api:ManageConnections ${connections}`,
        ...rights.map((right) => `dynamodb:${right}`),
      ]),
    );
    const others = readRights(functionName).filter((right) => !/StreamArn$|^sqs:/.test(right));
    expect(others).toHaveLength(rights.length + 1);
  });

  it.each(streams)('let %s read the stream of %s and put aside what fails: %j', (functionName, table, putAside) => {
    const reading = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    const rights = readRights(functionName).filter((right) => /StreamArn$|^sqs:/.test(right));
    expect(rights).toEqual([...reading.map((action) => `dynamodb:${action} ${table}.StreamArn`), ...putAside]);
  });

  it('let indexBooks keep the index', () => {
    const others = readRights('indexBooks').filter((right) => !/StreamArn$|^sqs:/.test(right));
    expect(others).toEqual(['dynamodb:GetItem BooksTable', 'dynamodb:BatchWriteItem SearchTermsTable']);
  });

  const functionNames = Object.keys(readFunctionBlocks());

  it('are listed here for every function', () => {
    expect([...[...table, ...posting].map(([name]) => name), 'indexBooks'].toSorted()).toEqual(
      functionNames.toSorted(),
    );
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
