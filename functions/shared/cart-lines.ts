/** Reads what somebody has put into the cart. The mapping templates of /cart/{bookId} write it. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from './dynamodb.ts';
import { getSetting } from './environment.ts';
import { type Item, readNumber } from './item.ts';

export type CartLine = { readonly bookId: string; readonly quantity: number };

/** `version` grows with every change; 0 is a cart that nobody has touched yet. */
export type CartContent = { readonly version: number; readonly lines: readonly CartLine[] };

const TableName = getSetting('CARTS_TABLE');
const LINE = 'q#';

export async function readCart(userId: string): Promise<CartContent> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { userId: { S: userId } }, ConsistentRead: true }),
  );
  return Item ? toCartContent(Item) : { version: 0, lines: [] };
}

/** One attribute a line, such as `q#emma` = 2, so that one UpdateItem can change one line. */
export function toCartContent(item: Item): CartContent {
  const names = Object.keys(item).filter((name) => name.startsWith(LINE));
  const lines = names.map((name) => ({ bookId: name.slice(LINE.length), quantity: readNumber(item, name) }));
  return { version: readNumber(item, 'version'), lines };
}
