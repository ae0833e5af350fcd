/** POST /orders: the caller's cart becomes an order, once for each Idempotency-Key. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Answer } from '../shared/answer.ts';
import { parseBody, parseWhole } from '../shared/body.ts';
import { getCaller } from '../shared/caller.ts';
import { readCart } from '../shared/cart-lines.ts';
import { findBooks } from '../shared/find-books.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { Refusal } from '../shared/refusal.ts';
import { findHeader } from '../shared/request.ts';
import { restRoute } from '../shared/rest-route.ts';
import { retryOnConflict } from '../shared/retry-on-conflict.ts';
import { createUlid } from '../shared/ulid.ts';
import { type CheckoutRequest, decidePurchase } from './checkout.ts';
import { type Checkout, type CheckoutKey, findCheckout, storeOrder } from './checkout-table.ts';
import type { Order } from './order.ts';

export const handler = restRoute(async (event) => {
  const key = { userId: getCaller(event).userId, idempotencyKey: parseIdempotencyKey(event) };
  const request = parseRequest(event);
  const checkout = await findCheckout(key);
  if (checkout) return repeatAnswer(checkout, request);
  try {
    return toAnswer(JSON.stringify(await retryOnConflict(() => placeOrder(key, request))));
  } catch (error) {
    // The same request may have been sent twice at once. Then the other one emptied the cart, and its answer is ours.
    const other = await findCheckout(key);
    if (other) return repeatAnswer(other, request);
    if (error instanceof Refusal && error.code === 'OutOfStock') recordMetrics({ OutOfStock: 1 });
    throw error;
  }
});

/** What is read here may have changed by the time of the write, which then fails as a whole: retryOnConflict. */
async function placeOrder(key: CheckoutKey, request: CheckoutRequest): Promise<Order> {
  const cart = await readCart(key.userId);
  const bookIds = cart.lines.map(({ bookId }) => bookId);
  const purchase = decidePurchase(request, cart, await findBooks(bookIds, { ConsistentRead: true }));
  const now = Date.now();
  const order: Order = {
    orderId: createUlid(now),
    status: 'placed',
    placedAt: new Date(now).toISOString(),
    ...purchase,
  };
  await storeOrder(key, request, order);
  countOrder(order);
  return order;
}

function countOrder({ items, totalInCents }: Order): void {
  const books = items.reduce((sum, { quantity }) => sum + quantity, 0);
  recordMetrics({ OrdersPlaced: 1, BooksSold: books, RevenueInCents: totalInCents });
}

function repeatAnswer(checkout: Checkout, { cartVersion, totalInCents }: CheckoutRequest): Answer {
  if (checkout.cartVersion === cartVersion && checkout.totalInCents === totalInCents) return toAnswer(checkout.answer);
  throw new Refusal(
    422,
    'IdempotencyKeyReused',
    'This Idempotency-Key belongs to another order. Please make a new one.',
  );
}

function toAnswer(body: string): Answer {
  return { statusCode: 201, headers: { 'Content-Type': 'application/json' }, body };
}

function parseIdempotencyKey(event: APIGatewayProxyEvent): string {
  const key = findHeader(event, 'Idempotency-Key')?.trim() ?? '';
  if (/^[\w-]{8,64}$/.test(key)) return key;
  const message = 'The header Idempotency-Key is missing or is not 8 to 64 letters, digits, hyphens or underscores.';
  throw new Refusal(400, 'InvalidIdempotencyKey', message);
}

function parseRequest(event: APIGatewayProxyEvent): CheckoutRequest {
  const body = parseBody(event);
  return {
    cartVersion: parseWhole(body, 'cartVersion', 0, Number.MAX_SAFE_INTEGER),
    totalInCents: parseWhole(body, 'totalInCents', 0, Number.MAX_SAFE_INTEGER),
  };
}
