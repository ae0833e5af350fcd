/** Reads an order for staff, and moves it from one status to the next. */
import { GetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { toItem } from '../shared/item.ts';
import { type Order, type OrderLine, toOrder, toStatusDay } from './order.ts';
import type { OrderStatus } from './order-status.ts';

export type OrderKey = { readonly userId: string; readonly orderId: string };

const tables = { books: getSetting('BOOKS_TABLE'), orders: getSetting('ORDERS_TABLE') };

export async function findOrder(key: OrderKey): Promise<Order | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tables.orders, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && toOrder(Item);
}

/** Puts the lines of `restocked` back on the shelf. Throws TransactionCanceledException when the order has moved on. */
export async function storeStatus(
  key: OrderKey,
  order: Order,
  status: OrderStatus,
  restocked: readonly OrderLine[],
): Promise<void> {
  const TransactItems = [moveOrder(key, order, status), ...restocked.map(addToStock)];
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
}

function moveOrder(key: OrderKey, order: Order, status: OrderStatus): TransactWriteItem {
  return {
    Update: {
      TableName: tables.orders,
      Key: toItem(key),
      UpdateExpression: 'SET #status = :to, statusDay = :statusDay',
      ConditionExpression: '#status = :from',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: toItem({
        ':from': order.status,
        ':to': status,
        ':statusDay': toStatusDay(status, order.placedAt),
      }),
    },
  };
}

/** On condition that the book is there: an update would make one that has a stock and nothing else. */
function addToStock({ bookId, quantity }: OrderLine): TransactWriteItem {
  return {
    Update: {
      TableName: tables.books,
      Key: { id: { S: bookId } },
      UpdateExpression: 'SET stock = stock + :quantity',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeValues: { ':quantity': { N: String(quantity) } },
    },
  };
}
