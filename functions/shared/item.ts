/** Reading the attributes of a DynamoDB item: a wrong type is a bug in what was stored, and says where. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

export function readText(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw new TypeError(`The attribute ${name} is not a string in ${JSON.stringify(item)}.`);
  return value;
}
