/** Reads orders for staff, and moves them from one status to the next. */
import {
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readText, toItem } from '../shared/item.ts';
import { type Order, type OrderLine, toOrder, toStatusDay } from './order.ts';
import type { OrderStatus } from './order-status.ts';

export type OrderKey = { readonly userId: string; readonly orderId: string };

/** Staff need to know whose order it is: together with `orderId` it is the order's key. */
export type StaffOrder = Order & { readonly userId: string };

export type OrderQuery = {
  readonly status: OrderStatus;
  /** Such as 2026-02-28, in UTC. */
  readonly day: string;
  readonly limit: number;
  /** The last order of the page before. */
  readonly after?: string | undefined;
};

const tables = { books: getSetting('BOOKS_TABLE'), orders: getSetting('ORDERS_TABLE') };

export async function findOrder(key: OrderKey): Promise<Order | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tables.orders, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && toOrder(Item);
}

/** Oldest first. `isLast` is false when there may be more. */
export async function listOrders({ status, day, limit, after = '0' }: OrderQuery) {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName: tables.orders,
      IndexName: 'byStatus',
      // Where the page starts is a condition here: a start key would have to hold the user's id.
      KeyConditionExpression: 'statusDay = :statusDay AND orderId > :after',
      ExpressionAttributeValues: toItem({ ':statusDay': toStatusDay(status, day), ':after': after }),
      Limit: limit,
    }),
  );
  const orders: readonly StaffOrder[] = Items.map((item) => ({ userId: readText(item, 'userId'), ...toOrder(item) }));
  return { orders, isLast: LastEvaluatedKey === undefined };
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
