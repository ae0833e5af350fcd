/** The way of an order through the shop, in words for readers and for staff. */
import type { OrderStatus } from './reader-api.ts';

export interface StatusWords {
  readonly name: string;
  /** What it means for the reader. */
  readonly line: string;
  /** What staff do to bring an order there. */
  readonly step: string;
  /** Where staff may bring it from here. The API has the last word. */
  readonly next: readonly OrderStatus[];
}

// A record, so that the compiler finds a status that the contract has and this list lacks.
const words: Readonly<Record<OrderStatus, StatusWords>> = {
  placed: { name: 'Placed', line: 'We have your order.', step: 'Place', next: ['packed', 'cancelled'] },
  packed: { name: 'Packed', line: 'Your books are wrapped.', step: 'Mark as packed', next: ['shipped', 'cancelled'] },
  shipped: { name: 'Shipped', line: 'The parcel is on its way.', step: 'Mark as shipped', next: ['delivered'] },
  delivered: { name: 'Delivered', line: 'The parcel has arrived.', step: 'Mark as delivered', next: [] },
  cancelled: { name: 'Cancelled', line: 'The books are back on our shelves.', step: 'Cancel the order', next: [] },
};

export const orderStatuses: readonly OrderStatus[] = Object.keys(words).filter(isOrderStatus);

export function isOrderStatus(text: string): text is OrderStatus {
  return Object.hasOwn(words, text);
}

export function getStatusWords(status: OrderStatus): StatusWords {
  return words[status];
}
