/** A cart as the API shows it: what is in it, joined with what the books cost now. */
import type { Book } from '../shared/book.ts';
import type { CartContent } from '../shared/cart-lines.ts';

export type Cart = {
  readonly version: number;
  readonly items: readonly CartItem[];
  readonly totalInCents: number;
  /** Books that are no longer sold. They count nothing, and have to leave the cart before checkout. */
  readonly goneBookIds: readonly string[];
};

export type CartItem = {
  readonly bookId: string;
  readonly title: string;
  readonly quantity: number;
  readonly priceInCents: number;
  readonly stock: number;
};

export function toCart({ version, lines }: CartContent, books: ReadonlyMap<string, Book>): Cart {
  const items = lines.flatMap(({ bookId, quantity }): CartItem[] => {
    const book = books.get(bookId);
    return book ? [{ bookId, title: book.title, quantity, priceInCents: book.priceInCents, stock: book.stock }] : [];
  });
  return {
    version,
    items: items.sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.bookId < b.bookId ? -1 : 1)),
    totalInCents: items.reduce((total, { quantity, priceInCents }) => total + quantity * priceInCents, 0),
    goneBookIds: lines.map(({ bookId }) => bookId).filter((bookId) => !books.has(bookId)),
  };
}
