/** Lists a day's orders in one status, by an index. */
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { readText, toItem } from '../shared/item.ts';
import { type Order, toOrder, toStatusDay } from './order.ts';
import type { OrderStatus } from './order-status.ts';

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

const TableName = getSetting('ORDERS_TABLE');

/** Oldest first. `isLast` is false when there may be more. */
export async function listOrders({ status, day, limit, after = '0' }: OrderQuery) {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
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
