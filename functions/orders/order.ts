/** An order: what was bought, at the prices of that moment. mapping-templates/orders/order.vtl reads the same items. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, readItems, readNumber, readText, toItem } from '../shared/item.ts';
import { type OrderStatus, parseOrderStatus } from './order-status.ts';

export type Order = {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly items: readonly OrderLine[];
  readonly totalInCents: number;
};

export type OrderLine = {
  readonly bookId: string;
  readonly title: string;
  readonly quantity: number;
  readonly priceInCents: number;
};

export function toOrderItem(userId: string, order: Order): Record<string, AttributeValue> {
  const { orderId, status, placedAt, totalInCents, items } = order;
  return {
    ...toItem({ userId, orderId, status, placedAt, totalInCents, statusDay: toStatusDay(status, placedAt) }),
    items: { L: items.map((line) => ({ M: toItem(line) })) },
  };
}

export function toOrder(item: Item): Order {
  return {
    orderId: readText(item, 'orderId'),
    status: parseOrderStatus(readText(item, 'status')),
    placedAt: readText(item, 'placedAt'),
    items: readItems(item, 'items').map(toOrderLine),
    totalInCents: readNumber(item, 'totalInCents'),
  };
}

/** The key of the index for staff: a day's orders in one status, such as `packed#2026-02-28`. Days are UTC. */
export function toStatusDay(status: OrderStatus, placedAt: string): string {
  return `${status}#${placedAt.slice(0, 10)}`;
}

function toOrderLine(item: Item): OrderLine {
  return {
    bookId: readText(item, 'bookId'),
    title: readText(item, 'title'),
    quantity: readNumber(item, 'quantity'),
    priceInCents: readNumber(item, 'priceInCents'),
  };
}
