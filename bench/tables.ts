/** Reads whole tables of a running stack, past its APIs. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { callDynamoDb } from '../local/dynamodb/client.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

type Outputs = Readonly<Record<string, string>>;

/** `table` is the logical id, such as `BooksTable`. */
export async function readTable(outputs: Outputs, table: string): Promise<readonly Item[]> {
  const names = await listTables(outputs);
  const name = names.get(table);
  if (name === undefined) throw new Error(`There is no ${table} among ${[...names.keys()]}.`);
  return readItems(outputs, name);
}

/** All of them, under their logical ids. */
export async function readTables(outputs: Outputs): Promise<ReadonlyMap<string, readonly Item[]>> {
  const tables = new Map<string, readonly Item[]>();
  for (const [table, name] of await listTables(outputs)) tables.set(table, await readItems(outputs, name));
  return tables;
}

/** The name of a table is made of the stack's, its logical id and some letters. */
async function listTables({ DynamoDbEndpoint = '' }: Outputs): Promise<ReadonlyMap<string, string>> {
  const { TableNames } = await callDynamoDb(DynamoDbEndpoint, 'ListTables', {});
  return new Map((TableNames as string[]).map((name) => [name.split('-').at(-2) ?? '', name]));
}

async function readItems({ DynamoDbEndpoint = '' }: Outputs, TableName: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start = {};
  do {
    const page = await callDynamoDb(DynamoDbEndpoint, 'Scan', {
      TableName,
      Limit: 1000,
      ConsistentRead: true,
      ...start,
    });
    items.push(...(page.Items as Item[]));
    start = page.LastEvaluatedKey === undefined ? {} : { ExclusiveStartKey: page.LastEvaluatedKey };
  } while ('ExclusiveStartKey' in start);
  return items;
}
