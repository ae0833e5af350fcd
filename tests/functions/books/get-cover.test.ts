/** The cover route against a real DynamoDB engine. */
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { drawCover } from '../../../functions/books/cover.ts';
import type { RestHandler } from '../../../functions/shared/rest-route.ts';
import { startDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import { aRestEvent } from '../../support/rest-event.ts';

const emma = { id: 'emma', title: 'Emma', author: 'Jane Austen', category: 'classics' };
let dynamodb: TestDynamoDb;
let handler: RestHandler;

beforeAll(async () => {
  dynamodb = await startDynamoDb();
  Object.assign(process.env, { BOOKS_TABLE: 'Books', ALLOWED_ORIGIN: 'https://shop.example' });
  await createBooks();
  ({ handler } = await import('../../../functions/books/get-cover.ts'));
});

afterAll(() => dynamodb.stop());

async function createBooks(): Promise<void> {
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: 'Books',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  const texts = Object.entries(emma).map(([name, value]) => [name, { S: value }]);
  const Item = { ...Object.fromEntries(texts), year: { N: '1815' }, stock: { N: '3' } };
  await client.send(new PutItemCommand({ TableName: 'Books', Item }));
  await client.send(new PutItemCommand({ TableName: 'Books', Item: { ...Item, id: { S: 'NOT_AN_ID' } } }));
  await client.send(new PutItemCommand({ TableName: 'Books', Item: { id: { S: 'untitled' } } }));
  client.destroy();
}

function getCover(bookId: string, headers: Record<string, string> = {}): Promise<APIGatewayProxyResult> {
  return handler(aRestEvent({ resource: '/books/{bookId}/cover', pathParameters: { bookId }, headers }));
}

async function etagOf(bookId: string): Promise<string> {
  return String((await getCover(bookId)).headers?.ETag);
}

describe('GET /books/{bookId}/cover', () => {
  it('answers the cover as SVG that may be cached for a day', async () => {
    const answer = await getCover('emma');
    expect(answer).toEqual({
      statusCode: 200,
      headers: {
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'",
        'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800',
        ETag: expect.stringMatching(/^"[\w-]{27}"$/),
        'Access-Control-Allow-Origin': 'https://shop.example',
        'Access-Control-Expose-Headers': expect.any(String),
        'X-Content-Type-Options': 'nosniff',
      },
      body: drawCover(emma),
    });
  });

  it.each([
    ['If-None-Match', (etag: string) => etag],
    ['if-none-match', (etag: string) => etag],
    ['IF-NONE-MATCH', (etag: string) => `"other", W/${etag}`],
    ['If-None-Match', () => '*'],
  ])('answers 304 without a body when %s names the cover', async (name, toValue) => {
    const etag = await etagOf('emma');
    const answer = await getCover('emma', { [name]: toValue(etag) });
    expect(answer).toMatchObject({ statusCode: 304, body: '', headers: { ETag: etag } });
    expect(answer.headers).toHaveProperty('Access-Control-Allow-Origin', 'https://shop.example');
    expect(answer.headers).toHaveProperty('Cache-Control');
  });

  it('answers the cover again when If-None-Match names another', async () => {
    expect(await getCover('emma', { 'If-None-Match': '"other"' })).toMatchObject({ statusCode: 200 });
  });

  it.each([
    ['of no book', 'no-such-book'],
    ['that no book may have, even if one has', 'NOT_AN_ID'],
    ['that is empty', ''],
    ['that is too long', 'a'.repeat(81)],
    ['with a slash', '../emma'],
    ['with a line break', 'emma\n'],
  ])('answers 404 for an id %s', async (_what, bookId) => {
    expect(await getCover(bookId)).toEqual({
      statusCode: 404,
      headers: {
        'Content-Type': 'application/json',
        'Access-Control-Allow-Origin': 'https://shop.example',
        'Access-Control-Expose-Headers': expect.any(String),
        'X-Content-Type-Options': 'nosniff',
      },
      body: '{"message":"There is no book with this id."}',
    });
  });

  it('answers a bare 500 for a book without a title and logs which one', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await getCover('untitled')).toMatchObject({ statusCode: 500, body: '{"message":"Internal server error"}' });
    expect(JSON.stringify(log.mock.calls)).toContain('untitled');
    log.mockRestore();
  });
});
