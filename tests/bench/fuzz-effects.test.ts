/** What the fuzz bench takes for a change that nobody was entitled to. */

import { findEffects, type Responsible, type Tables } from '../../bench/fuzz/effects.ts';
import type { Item } from '../../bench/tables.ts';
import { toReviewerId } from '../../functions/reviews/review.ts';

const responsible: Responsible = {
  userIds: new Set(['sender']),
  publicIds: new Set(['public-sender']),
  staffBooks: new Set(['shelf']),
  newBooks: new Set(['shelf']),
};

interface Given {
  readonly stock?: number;
  readonly ratingSum?: number;
  readonly title?: string;
  readonly orders?: readonly (readonly [userId: string, status: string, quantity: number])[];
  readonly carts?: readonly string[];
  readonly stars?: readonly number[];
}

function aShop({ stock = 10, ratingSum = 0, title = 'Emma', orders = [], carts = [], stars = [] }: Given): Tables {
  const book = { id: { S: 'emma' }, title: { S: title }, stock: { N: `${stock}` } };
  const toOrder = ([userId, status, quantity]: readonly [string, string, number]) => ({
    ...{ userId: { S: userId }, orderId: { S: `${userId}-${status}` }, status: { S: status } },
    items: { L: [{ M: { bookId: { S: 'emma' }, quantity: { N: `${quantity}` } } }] },
  });
  const reviewerId = { S: toReviewerId('emma', 'sender') };
  return new Map<string, readonly Item[]>([
    ['BooksTable', [{ ...book, ratingSum: { N: `${ratingSum}` }, ratingCount: { N: `${stars.length}` } }]],
    ['OrdersTable', orders.map(toOrder)],
    ['CartsTable', carts.map((userId) => ({ userId: { S: userId } }))],
    ['ReviewsTable', stars.map((rating) => ({ bookId: { S: 'emma' }, reviewerId, rating: { N: `${rating}` } }))],
  ]);
}

describe('the effects of inputs', () => {
  it.each<[string, Given]>([
    ['an order', { stock: 7, orders: [['sender', 'placed', 3]] }],
    ['an order that was cancelled', { stock: 10, orders: [['sender', 'cancelled', 3]] }],
    ['a cart', { carts: ['sender'] }],
    ['a review', { ratingSum: 4, stars: [4] }],
  ])('may be %s', (_what, after) => {
    expect(findEffects(aShop({}), aShop(after), responsible)).toEqual([]);
  });

  it.each<[string, Given]>([
    ['copies that nobody ordered', { stock: 9 }],
    ['an order that took nothing', { stock: 10, orders: [['sender', 'placed', 1]] }],
    ['a cancelled order that gave nothing back', { stock: 9, orders: [['sender', 'cancelled', 1]] }],
    ['stars that nobody gave', { ratingSum: 5 }],
    ['a review that counts for nothing', { ratingSum: 0, stars: [5] }],
    ["a book's title", { title: 'Emmas' }],
    ["another's order", { stock: 9, orders: [['other', 'placed', 1]] }],
    ["another's cart", { carts: ['other'] }],
  ])('may not be %s', (_what, after) => {
    expect(findEffects(aShop({}), aShop(after), responsible)).not.toEqual([]);
  });
});
