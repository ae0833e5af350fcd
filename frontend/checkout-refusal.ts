/** What a refused order's answer tells beside its message. */
import type { components } from './api-types.ts';

type Shortage = components['schemas']['Shortage'];

export interface CheckoutRefusal {
  /** Books of which there are fewer copies than the cart holds. */
  readonly shortages: readonly Shortage[];
  /** What the cart costs now, when a price has changed. */
  readonly totalInCents: number | undefined;
}

/** `body` is the answer's, in whatever shape. */
export function findRefusal(body: unknown): CheckoutRefusal {
  const books = find(body, 'books');
  const totalInCents = find(body, 'totalInCents');
  return {
    shortages: (Array.isArray(books) ? books : []).flatMap(toShortages),
    totalInCents: typeof totalInCents === 'number' ? totalInCents : undefined,
  };
}

function toShortages(book: unknown): Shortage[] {
  const bookId = find(book, 'bookId');
  const available = find(book, 'available');
  return typeof bookId === 'string' && typeof available === 'number' ? [{ bookId, available }] : [];
}

function find(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
