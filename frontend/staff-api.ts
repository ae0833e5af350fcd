/** What staff may ask the API, as typed calls: the inventory and everybody's orders. */

import type { Book } from './api.ts';
import { ApiError } from './api-error.ts';
import type { ApiTransport, CallOptions } from './api-transport.ts';
import type { components } from './api-types.ts';
import type { OrderStatus } from './reader-api.ts';

type Schemas = components['schemas'];
export type BookRequest = Schemas['BookRequest'];
export type NewBookRequest = Schemas['NewBookRequest'];
export type StaffOrder = Schemas['StaffOrder'];
export type StaffOrderPage = Schemas['StaffOrderPage'];

/** `day` is such as 2026-02-28, in UTC; today unless given. */
export interface StaffOrderQuery {
  readonly status: OrderStatus;
  readonly day?: string;
  readonly nextToken?: string;
}

export class StaffApi {
  readonly #transport: ApiTransport;

  constructor(transport: ApiTransport) {
    this.#transport = transport;
  }

  createBook(body: NewBookRequest, call: CallOptions): Promise<Book> {
    return this.#transport.askSignedIn((send) => this.#client.POST('/admin/books', { body, ...send }), call);
  }

  /** `version` is that of the book which was edited; a 409 says that it has another one by now. */
  updateBook(bookId: string, version: number, body: BookRequest, call: CallOptions): Promise<Book> {
    const params = { path: { bookId }, header: { 'If-Match': `"${version}"` } };
    return this.#transport.askSignedIn(
      (send) => this.#client.PUT('/admin/books/{bookId}', { params, body, ...send }),
      call,
    );
  }

  deleteBook(bookId: string, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    return this.#transport.tellSignedIn(
      (send) => this.#client.DELETE('/admin/books/{bookId}', { params, ...send }),
      call,
    );
  }

  /** Resolves with the number of copies that there are now. */
  async changeStock(bookId: string, change: number, call: CallOptions): Promise<number> {
    const params = { path: { bookId } };
    const body = { change };
    const { stock } = await this.#transport.askSignedIn(
      (send) => this.#client.POST('/admin/books/{bookId}/stock', { params, body, ...send }),
      call,
    );
    return stock;
  }

  async listOrders(query: StaffOrderQuery, call: CallOptions): Promise<StaffOrderPage> {
    const page = await this.#transport.askSignedIn(
      (send) => this.#client.GET('/admin/orders', { params: { query }, ...send }),
      call,
    );
    if (!Array.isArray(page.items)) throw new ApiError('unexpected', 'The answer is not a page of orders.');
    return page;
  }

  changeOrderStatus(order: StaffOrder, status: OrderStatus, call: CallOptions): Promise<StaffOrder> {
    const params = { path: { userId: order.userId, orderId: order.orderId } };
    const body = { status };
    return this.#transport.askSignedIn(
      (send) => this.#client.PUT('/admin/orders/{userId}/{orderId}/status', { params, body, ...send }),
      call,
    );
  }

  get #client() {
    return this.#transport.client;
  }
}
