/** Remembers what an Idempotency-Key was used for, and places orders: all of it or nothing. */
import { GetItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../shared/dynamodb.ts';
import { getSetting } from '../shared/environment.ts';
import { isExpired, nowInSeconds } from '../shared/expiry.ts';
import { type Item, readNumber, readText, toItem } from '../shared/item.ts';
import type { CheckoutRequest } from './checkout.ts';
import { type Order, type OrderLine, toOrderItem } from './order.ts';

export type CheckoutKey = { readonly userId: string; readonly idempotencyKey: string };

/** `answer` is the JSON text that was sent. */
export type Checkout = CheckoutRequest & { readonly answer: string };

const tables = {
  books: getSetting('BOOKS_TABLE'),
  carts: getSetting('CARTS_TABLE'),
  checkouts: getSetting('CHECKOUTS_TABLE'),
  orders: getSetting('ORDERS_TABLE'),
};

/** A client that repeats a request does so within minutes; a day leaves room for one that was offline. */
const REMEMBERED_SECONDS = 24 * 60 * 60;

export async function findCheckout(key: CheckoutKey): Promise<Checkout | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tables.checkouts, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && !isExpired(Item) ? toCheckout(Item) : undefined;
}

/** At most 43 writes: 40 books, the order, the key and the cart. Throws TransactionCanceledException. */
export async function storeOrder(key: CheckoutKey, request: CheckoutRequest, order: Order): Promise<void> {
  const TransactItems = [
    rememberKey(key, { ...request, answer: JSON.stringify(order) }),
    emptyCart(key.userId, request.cartVersion),
    writeOrder(key.userId, order),
    ...order.items.map(takeFromStock),
  ];
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
}

function rememberKey(key: CheckoutKey, checkout: Checkout): TransactWriteItem {
  const now = nowInSeconds();
  return {
    Put: {
      TableName: tables.checkouts,
      Item: toItem({ ...key, ...checkout, expiresAtSeconds: now + REMEMBERED_SECONDS }),
      ConditionExpression: 'attribute_not_exists(userId) OR expiresAtSeconds <= :now',
      ExpressionAttributeValues: { ':now': { N: String(now) } },
    },
  };
}

/** The version lives on in the empty cart: another cart can't be taken for this one. */
function emptyCart(userId: string, version: number): TransactWriteItem {
  return {
    Put: {
      TableName: tables.carts,
      Item: toItem({ userId, version: version + 1 }),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': { N: String(version) } },
    },
  };
}

function writeOrder(userId: string, order: Order): TransactWriteItem {
  const Item = toOrderItem(userId, order);
  return { Put: { TableName: tables.orders, Item, ConditionExpression: 'attribute_not_exists(orderId)' } };
}

function takeFromStock({ bookId, quantity, priceInCents }: OrderLine): TransactWriteItem {
  return {
    Update: {
      TableName: tables.books,
      Key: { id: { S: bookId } },
      UpdateExpression: 'SET stock = stock - :quantity',
      ConditionExpression: 'stock >= :quantity AND priceInCents = :price',
      ExpressionAttributeValues: { ':quantity': { N: String(quantity) }, ':price': { N: String(priceInCents) } },
    },
  };
}

function toCheckout(item: Item): Checkout {
  return {
    cartVersion: readNumber(item, 'cartVersion'),
    totalInCents: readNumber(item, 'totalInCents'),
    answer: readText(item, 'answer'),
  };
}
