/** PUT /admin/orders/{userId}/{orderId}/status */
import { json } from '../shared/answer.ts';
import { writeAuditLine } from '../shared/audit.ts';
import { parseBody, parseChoice } from '../shared/body.ts';
import { getStaff } from '../shared/caller.ts';
import { findBooks } from '../shared/find-books.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { Refusal } from '../shared/refusal.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { isUlid } from '../shared/ulid.ts';
import type { Order, OrderLine } from './order.ts';
import { assertStep, type OrderStatus, orderStatuses } from './order-status.ts';
import { findOrder, type OrderKey, storeStatus } from './order-table.ts';

export const handler = restRoute(async (event) => {
  const staff = getStaff(event);
  const { userId = '', orderId = '' } = event.pathParameters ?? {};
  const status = parseChoice(parseBody(event), 'status', orderStatuses);
  const order = await retryOnConflict(() => changeStatus({ userId, orderId }, status));
  writeAuditLine(staff, 'OrderStatusChanged', { orderId, status });
  return json(200, { userId, ...order });
});

/** The same status again changes nothing: the books of a cancelled order come back once. */
async function changeStatus(key: OrderKey, status: OrderStatus): Promise<Order> {
  const order = key.userId && isUlid(key.orderId) ? await findOrder(key) : undefined;
  if (!order) throw new Refusal(404, 'OrderNotFound', 'There is no such order.');
  if (order.status === status) return order;
  assertStep(order.status, status);
  await storeStatus(key, order, status, status === 'cancelled' ? await findLinesToRestock(order) : []);
  if (status === 'cancelled') recordMetrics({ OrdersCancelled: 1 });
  return { ...order, status };
}

/** Books that are no longer sold have no shelf to return to. */
async function findLinesToRestock({ items }: Order): Promise<readonly OrderLine[]> {
  const books = await findBooks(
    items.map(({ bookId }) => bookId),
    { ConsistentRead: true },
  );
  return items.filter(({ bookId }) => books.has(bookId));
}
