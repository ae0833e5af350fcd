/** Reading and writing the attributes of a DynamoDB item: a wrong type is a bug in what was stored, and says where. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

export function readText(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw new TypeError(`The attribute ${name} is not a string in ${JSON.stringify(item)}.`);
  return value;
}

export function readNumber(item: Item, name: string): number {
  const value = item[name]?.N;
  if (value === undefined) throw new TypeError(`The attribute ${name} is not a number in ${JSON.stringify(item)}.`);
  return Number(value);
}

/** The items inside a list attribute. */
export function readItems(item: Item, name: string): readonly Item[] {
  const value = item[name]?.L;
  if (value === undefined) throw new TypeError(`The attribute ${name} is not a list in ${JSON.stringify(item)}.`);
  return value.map((element) => element.M ?? {});
}

/** Texts and numbers as DynamoDB spells them. */
export function toItem(values: Readonly<Record<string, string | number>>): Record<string, AttributeValue> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]),
  );
}
