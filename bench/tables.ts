/** Reads whole tables of a running stack, past its APIs. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { callDynamoDb } from '../local/dynamodb/client.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

/** `table` is the logical id, such as `BooksTable`. */
export async function readTable(
  { DynamoDbEndpoint = '' }: Readonly<Record<string, string>>,
  table: string,
): Promise<readonly Item[]> {
  const { TableNames } = await callDynamoDb(DynamoDbEndpoint, 'ListTables', {});
  const TableName = (TableNames as string[]).find((name) => name.includes(`-${table}-`));
  if (TableName === undefined) throw new Error(`There is no ${table} among ${TableNames}.`);
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
