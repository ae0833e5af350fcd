/** Puts data/books.json into the Books table: `npm run seed -- .local/outputs.json`. A book that is there already stays as it is. */

import { readFileSync } from 'node:fs';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';

interface SeedBook {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly year: number;
  readonly language: string;
  readonly category: string;
  readonly description: string;
  readonly priceInCents: number;
  readonly stock: number;
}

const PARALLEL_PUTS = 16;

const outputsFile = process.argv[2] ?? '.local/outputs.json';
const outputs = parseOutputs(readFileSync(outputsFile, 'utf8'));
await seed(parseBooks(readFileSync('data/books.json', 'utf8')), createClient(), getTableName());

async function seed(books: readonly SeedBook[], client: DynamoDBClient, tableName: string): Promise<void> {
  const queue = [...books];
  let done = 0;
  const putSome = async () => {
    for (let book = queue.pop(); book; book = queue.pop()) {
      await putOnce(client, tableName, book);
      done += 1;
      if (done % 65 === 0) console.log(`Seeding books: ${done} of ${books.length}`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_PUTS }, putSome));
}

async function putOnce(client: DynamoDBClient, tableName: string, book: SeedBook): Promise<void> {
  const put = new PutItemCommand({
    TableName: tableName,
    Item: toItem(book),
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await client.send(put).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

function toItem(book: SeedBook): Record<string, AttributeValue> {
  const counters = { ratingSum: 0, ratingCount: 0, version: 1 };
  const entries = Object.entries({ ...book, ...counters });
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]),
  );
}

/** A local stack says where its database is, and takes any credentials. */
function createClient(): DynamoDBClient {
  const region = outputs.Region ?? 'us-east-1';
  const endpoint = outputs.DynamoDbEndpoint;
  if (!endpoint) return new DynamoDBClient({ region });
  return new DynamoDBClient({ region, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
}

function getTableName(): string {
  if (!outputs.BooksTable) throw new Error(`${outputsFile} has no BooksTable: is it a stack's outputs?`);
  return outputs.BooksTable;
}

function parseOutputs(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text) as Record<string, string>;
}

/** tests/data/books.test.ts checks the file book by book. */
function parseBooks(text: string): readonly SeedBook[] {
  return JSON.parse(text) as SeedBook[];
}
