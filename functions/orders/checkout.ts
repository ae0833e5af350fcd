/** Decides whether a cart may become an order: at today's prices, and only as the customer saw it. */
import type { Book } from '../shared/book.ts';
import type { CartContent } from '../shared/cart-lines.ts';
import { Refusal } from '../shared/refusal.ts';
import type { OrderLine } from './order.ts';

/** What the customer has seen. It is compared and never stored in the order: the server sets version and prices. */
export type CheckoutRequest = { readonly cartVersion: number; readonly totalInCents: number };

export type Purchase = { readonly items: readonly OrderLine[]; readonly totalInCents: number };

/** Throws a Refusal (409) that says what is different from what the customer has seen. */
export function decidePurchase(
  request: CheckoutRequest,
  cart: CartContent,
  books: ReadonlyMap<string, Book>,
): Purchase {
  if (cart.version !== request.cartVersion) {
    throw new Refusal(409, 'CartChanged', 'The cart has changed. Please look at it again.');
  }
  if (cart.lines.length === 0) throw new Refusal(409, 'CartEmpty', 'The cart is empty.');
  const shortages = findShortages(cart, books);
  if (shortages.length > 0) {
    throw new Refusal(409, 'OutOfStock', 'There are not enough copies of some books.', { books: shortages });
  }
  const items = cart.lines.flatMap((line) => toOrderLines(line, books));
  const totalInCents = items.reduce((total, { quantity, priceInCents }) => total + quantity * priceInCents, 0);
  if (totalInCents !== request.totalInCents) {
    throw new Refusal(409, 'PriceChanged', 'A price has changed. Please look at the cart again.', { totalInCents });
  }
  return { items, totalInCents };
}

/** A book that is no longer sold has no copies left. */
function findShortages({ lines }: CartContent, books: ReadonlyMap<string, Book>) {
  return lines
    .map(({ bookId, quantity }) => ({ bookId, quantity, available: books.get(bookId)?.stock ?? 0 }))
    .filter(({ quantity, available }) => available < quantity)
    .map(({ bookId, available }) => ({ bookId, available }));
}

function toOrderLines(
  { bookId, quantity }: CartContent['lines'][number],
  books: ReadonlyMap<string, Book>,
): OrderLine[] {
  const book = books.get(bookId);
  return book ? [{ bookId, title: book.title, quantity, priceInCents: book.priceInCents }] : [];
}
