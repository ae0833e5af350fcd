/** Compares all tables before and after: what belongs to nobody who sent anything has to be the same, and sums have to add up. */

import { toReviewerId } from '../../functions/reviews/review.ts';
import type { Item } from '../tables.ts';

export type Tables = ReadonlyMap<string, readonly Item[]>;

export interface Responsible {
  /** Whoever sent inputs. */
  readonly userIds: ReadonlySet<string>;
  /** Their ids towards others in the chat. */
  readonly publicIds: ReadonlySet<string>;
  /** Which staff may have changed in any way. */
  readonly staffBooks: ReadonlySet<string>;
  /** That are new: the search index may have heard of them at any time. */
  readonly newBooks: ReadonlySet<string>;
}

/** Gives a sentence for each thing that is not as it has to be. */
export function findEffects(before: Tables, after: Tables, responsible: Responsible): readonly string[] {
  return [
    ...[...new Set([...before.keys(), ...after.keys()])].flatMap((table) =>
      findChanges(table, before, after, responsible),
    ),
    ...findWrongSums(before, after, responsible),
  ];
}

function findChanges(table: string, before: Tables, after: Tables, responsible: Responsible): readonly string[] {
  const others = (items: readonly Item[] = []) =>
    new Set(items.filter((item) => !isTheirs(table, item, responsible)).map((item) => toText(table, item)));
  const [was, is] = [others(before.get(table)), others(after.get(table))];
  return [
    ...[...was].filter((it) => !is.has(it)).map((it) => `${table} had ${it}`),
    ...[...is].filter((it) => !was.has(it)).map((it) => `${table} has ${it}`),
  ];
}

function isTheirs(table: string, item: Item, { userIds, publicIds, staffBooks, newBooks }: Responsible): boolean {
  const has = (ids: ReadonlySet<string>, text: string | undefined): boolean => text !== undefined && ids.has(text);
  switch (table) {
    case 'BooksTable':
      return has(staffBooks, item.id?.S);
    case 'SearchTermsTable':
      return has(newBooks, item.wordAndBook?.S?.split('#').at(-1));
    case 'ReviewsTable':
      return [...userIds].some((userId) => item.reviewerId?.S === toReviewerId(item.bookId?.S ?? '', userId));
    case 'MessagesTable':
      return has(publicIds, item.senderId?.S);
    case 'RoomMembersTable':
      return has(publicIds, item.publicId?.S);
    case 'ChatLimitsTable':
      return has(userIds, item.userIdAndSecond?.S?.split('#')[0]);
    default:
      return has(userIds, item.userId?.S);
  }
}

/** What a reader's order or review changes in a book is looked at by arithmetic instead. */
const COUNTED = ['stock', 'ratingSum', 'ratingCount'];

function toText(table: string, item: Item): string {
  const names = Object.keys(item).filter((name) => table !== 'BooksTable' || !COUNTED.includes(name));
  return JSON.stringify(sortDeep(Object.fromEntries(names.map((name) => [name, item[name]]))));
}

/** Maps and sets come back in any order. */
function sortDeep(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.every((it) => typeof it === 'string') ? [...value].sort() : value.map(sortDeep);
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, sortDeep(member)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A book has lost as many copies as orders hold that were not cancelled, and has as many stars as its reviews. */
function findWrongSums(before: Tables, after: Tables, { staffBooks }: Responsible): readonly string[] {
  const [was, is] = [toSums(before), toSums(after)];
  return [...was.keys()]
    .filter((bookId) => !staffBooks.has(bookId))
    .flatMap((bookId) => {
      const [then, now] = [was.get(bookId), is.get(bookId)];
      if (then === undefined || now === undefined) return [];
      const text = JSON.stringify({ then, now });
      return [
        ...(then.stock + then.sold === now.stock + now.sold ? [] : [`The copies of ${bookId} don't add up: ${text}`]),
        ...(now.ratingSum - then.ratingSum === now.stars - then.stars ? [] : [`The stars of ${bookId} don't: ${text}`]),
        ...(now.ratingCount - then.ratingCount === now.reviews - then.reviews
          ? []
          : [`The reviews of ${bookId}: ${text}`]),
      ];
    });
}

interface Sums {
  readonly stock: number;
  readonly ratingSum: number;
  readonly ratingCount: number;
  sold: number;
  stars: number;
  reviews: number;
}

function toSums(tables: Tables): ReadonlyMap<string, Sums> {
  const sums = new Map(
    (tables.get('BooksTable') ?? []).map((item): [string, Sums] => {
      const [stock, ratingSum, ratingCount] = [number(item.stock), number(item.ratingSum), number(item.ratingCount)];
      return [item.id?.S ?? '', { stock, ratingSum, ratingCount, sold: 0, stars: 0, reviews: 0 }];
    }),
  );
  for (const { bookId, rating } of tables.get('ReviewsTable') ?? []) {
    const sum = sums.get(bookId?.S ?? '');
    if (sum === undefined) continue;
    sum.stars += number(rating);
    sum.reviews += 1;
  }
  for (const { status, items } of tables.get('OrdersTable') ?? []) {
    if (status?.S === 'cancelled') continue;
    for (const { M: line = {} } of items?.L ?? []) {
      const sum = sums.get(line.bookId?.S ?? '');
      if (sum !== undefined) sum.sold += number(line.quantity);
    }
  }
  return sums;
}

const number = (value: Item[string] | undefined): number => Number(value?.N ?? 0);
