/** The way of an order through the shop: which status may follow which. */
import { Refusal } from '../shared/refusal.ts';

export const orderStatuses = ['placed', 'packed', 'shipped', 'delivered', 'cancelled'] as const;

export type OrderStatus = (typeof orderStatuses)[number];

const steps: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ['packed', 'cancelled'],
  packed: ['shipped', 'cancelled'],
  // A parcel that is on its way can't be called back.
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
};

export function assertStep(from: OrderStatus, to: OrderStatus): void {
  if (steps[from].includes(to)) return;
  throw new Refusal(409, 'StatusNotAllowed', `An order that is ${from} can't become ${to}.`, { status: from });
}

/** Throws a TypeError: a status that is stored and unknown is a bug. */
export function parseOrderStatus(text: string): OrderStatus {
  const status = orderStatuses.find((it) => it === text);
  if (status === undefined) throw new TypeError(`${text} is not a status of an order.`);
  return status;
}
