/** Tables follow the template: made when missing, changed where DynamoDB can, refused where it can't. */

import { callDynamoDb } from '../../../local/dynamodb/client.ts';
import type { IndexDefinition, TableDefinition } from '../../../local/dynamodb/table-definition.ts';
import { prepareTables } from '../../../local/dynamodb/tables.ts';
import { aDynamoDb, aTable, cleanUp } from './a-dynamodb.ts';

interface Described {
  Table: Record<string, unknown> & {
    GlobalSecondaryIndexes?: { IndexName: string; IndexStatus: string }[];
    StreamSpecification?: unknown;
  };
}

let endpoint = '';
beforeAll(async () => {
  endpoint = (await aDynamoDb()).endpoint;
});
afterAll(cleanUp);

const describeTable = async (TableName: string) =>
  ((await callDynamoDb(endpoint, 'DescribeTable', { TableName })) as unknown as Described).Table;
const timeToLive = async (TableName: string) =>
  (await callDynamoDb(endpoint, 'DescribeTimeToLive', { TableName })).TimeToLiveDescription;
const indexNames = async (TableName: string) =>
  (await describeTable(TableName)).GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort() ?? [];

const anIndex = (attribute: string, ProjectionType = 'ALL'): IndexDefinition => ({
  IndexName: `by-${attribute}`,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType },
});

const withIndexes = (TableName: string, ...attributes: string[]): TableDefinition =>
  aTable({
    TableName,
    AttributeDefinitions: ['id', ...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(attributes.length === 0 ? {} : { GlobalSecondaryIndexes: attributes.map((attribute) => anIndex(attribute)) }),
  });

describe('a table', () => {
  it('is made with its indexes, stream and time to live, and is active', async () => {
    const table = {
      ...withIndexes('Made', 'author'),
      StreamSpecification: { StreamEnabled: true as const, StreamViewType: 'KEYS_ONLY' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    };

    await prepareTables(endpoint, [table]);

    expect(await describeTable('Made')).toMatchObject({
      TableStatus: 'ACTIVE',
      KeySchema: table.KeySchema,
      GlobalSecondaryIndexes: [{ IndexName: 'by-author', IndexStatus: 'ACTIVE' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    });
    expect(await timeToLive('Made')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  it('that is there already stays as it is, with its items', async () => {
    const table = withIndexes('Kept', 'author');
    await prepareTables(endpoint, [table]);
    const { TableId } = await describeTable('Kept');
    await callDynamoDb(endpoint, 'PutItem', { TableName: 'Kept', Item: { id: { S: 'a' } } });

    await prepareTables(endpoint, [table]);

    expect((await describeTable('Kept')).TableId).toBe(TableId);
    expect(await callDynamoDb(endpoint, 'GetItem', { TableName: 'Kept', Key: { id: { S: 'a' } } })).toEqual({
      Item: { id: { S: 'a' } },
    });
  });

  it('gains the indexes that it lacks and loses those that are gone from the template', async () => {
    await prepareTables(endpoint, [withIndexes('Grown', 'author')]);

    await prepareTables(endpoint, [withIndexes('Grown', 'title', 'year')]);
    expect(await indexNames('Grown')).toEqual(['by-title', 'by-year']);

    await prepareTables(endpoint, [withIndexes('Grown')]);
    expect(await indexNames('Grown')).toEqual([]);
  });

  it('changes its stream', async () => {
    const streaming = (StreamViewType: string) =>
      aTable({ TableName: 'Streaming', StreamSpecification: { StreamEnabled: true, StreamViewType } });
    await prepareTables(endpoint, [aTable({ TableName: 'Streaming' })]);

    await prepareTables(endpoint, [streaming('KEYS_ONLY')]);
    await prepareTables(endpoint, [streaming('NEW_IMAGE')]);
    expect((await describeTable('Streaming')).StreamSpecification).toEqual({
      StreamEnabled: true,
      StreamViewType: 'NEW_IMAGE',
    });

    await prepareTables(endpoint, [aTable({ TableName: 'Streaming' })]);
    expect((await describeTable('Streaming')).StreamSpecification).toBeUndefined();
  });

  it('changes its time to live', async () => {
    const living = (AttributeName: string, Enabled = true) =>
      aTable({ TableName: 'Living', TimeToLiveSpecification: { AttributeName, Enabled } });
    await prepareTables(endpoint, [living('until')]);

    await prepareTables(endpoint, [living('expiresAt')]);
    expect(await timeToLive('Living')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });

    await prepareTables(endpoint, [living('expiresAt', false)]);
    expect(await timeToLive('Living')).toMatchObject({ TimeToLiveStatus: 'DISABLED' });
  });

  it.each<[string, Partial<TableDefinition>, string]>([
    ['another key', { KeySchema: [{ AttributeName: 'isbn', KeyType: 'HASH' }] }, 'a key (id)'],
    [
      'one key more',
      {
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'author', KeyType: 'RANGE' },
        ],
      },
      'a key (id)',
    ],
    ['another type', { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] }, 'a type of id (S)'],
    ['a local index', { LocalSecondaryIndexes: [anIndex('x')] }, 'local indexes (none)'],
    [
      'an index with another projection',
      { GlobalSecondaryIndexes: [anIndex('author', 'KEYS_ONLY')] },
      'an index (by-author: author, ALL)',
    ],
  ])('is refused when the template has %s', async (_name, change, difference) => {
    const table = withIndexes('Fixed', 'author');
    await prepareTables(endpoint, [table]);

    await expect(prepareTables(endpoint, [{ ...table, ...change }])).rejects.toMatchObject({
      code: 'TableDiffers',
      message:
        `The table Fixed on this machine was made with ${difference} other than the template's, and that can't be ` +
        'changed. "npm start -- --reset" deletes the local data and starts afresh.',
    });
  });

  it('that the engine refuses is named', async () => {
    await expect(prepareTables(endpoint, [aTable({ TableName: 'a b' })])).rejects.toMatchObject({
      code: 'TableRefused',
      message: expect.stringMatching(/^DynamoDB refuses the table a b: /),
    });
  });
});

describe('a call that DynamoDB refuses', () => {
  it("is an error with AWS's name and status", async () => {
    await expect(callDynamoDb(endpoint, 'DescribeTable', { TableName: 'Nope' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 400,
    });
  });
});
