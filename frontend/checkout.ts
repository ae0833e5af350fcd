/** Places orders, each with a key of its own that is kept until the API has answered: no order is lost or made twice. */
import { ApiError } from './api-error.ts';
import type { CallOptions } from './api-transport.ts';
import type { Order, OrderRequest, ReaderApi } from './reader-api.ts';
import type { TextStorage } from './storage.ts';

/** A request whose answer is not known. */
interface Unanswered extends OrderRequest {
  readonly idempotencyKey: string;
  readonly userId: string;
}

const storageKey = 'unanswered order';

export class Checkout {
  readonly #api: ReaderApi;
  readonly #storage: TextStorage;
  /** Placed in this visit: its page says thank you. */
  latestOrderId: string | undefined;

  constructor(api: ReaderApi, storage: TextStorage) {
    this.#api = api;
    this.#storage = storage;
  }

  /** True when an order was sent, perhaps before a reload, and no answer came: it may have been placed or not. */
  isUnanswered(userId: string): boolean {
    return this.#find(userId) !== undefined;
  }

  /**
   * `request` is what the reader has seen. When an earlier request is still unanswered, that one is sent again instead,
   * with its own key: the API answers as it did the first time, or does now what never reached it.
   */
  async placeOrder(userId: string, request: OrderRequest, call: CallOptions): Promise<Order> {
    const sent = this.#find(userId) ?? { ...request, userId, idempotencyKey: createKey() };
    this.#storage.setItem(storageKey, JSON.stringify(sent));
    const { idempotencyKey, cartVersion, totalInCents } = sent;
    try {
      const order = await this.#api.placeOrder(idempotencyKey, { cartVersion, totalInCents }, call);
      this.latestOrderId = order.orderId;
      this.#storage.removeItem(storageKey);
      return order;
    } catch (error) {
      if (isAnswer(error)) this.#storage.removeItem(storageKey);
      throw error;
    }
  }

  #find(userId: string): Unanswered | undefined {
    const unanswered = parseUnanswered(this.#storage.getItem(storageKey));
    return unanswered?.userId === userId ? unanswered : undefined;
  }
}

/** A refusal for a reason: nothing was ordered. After a 429, a 5xx or silence nobody knows. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.status === undefined) return false;
  return error.status >= 400 && error.status < 500 && error.code !== 'throttled';
}

/** Unlike crypto.randomUUID, this also works when the shop is shown over plain http on a local network. */
function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseUnanswered(text: string | null): Unanswered | undefined {
  const stored: unknown = JSON.parse(text ?? 'null');
  if (typeof stored !== 'object' || stored === null) return undefined;
  const idempotencyKey: unknown = Reflect.get(stored, 'idempotencyKey');
  const userId: unknown = Reflect.get(stored, 'userId');
  const cartVersion: unknown = Reflect.get(stored, 'cartVersion');
  const totalInCents: unknown = Reflect.get(stored, 'totalInCents');
  if (typeof idempotencyKey !== 'string' || typeof userId !== 'string') return undefined;
  if (typeof cartVersion !== 'number' || typeof totalInCents !== 'number') return undefined;
  return { idempotencyKey, userId, cartVersion, totalInCents };
}
