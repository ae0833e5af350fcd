/** What those who are signed in may ask the API, as typed calls: their cart, orders and reviews. */

import type { Review } from './api.ts';
import { ApiError } from './api-error.ts';
import type { ApiTransport, CallOptions } from './api-transport.ts';
import type { components } from './api-types.ts';

type Schemas = components['schemas'];
export type CartContent = Schemas['Cart'];
export type CartItem = Schemas['CartItem'];
export type Order = Schemas['Order'];
export type OrderLine = Schemas['OrderLine'];
export type OrderPage = Schemas['OrderPage'];
export type OrderRequest = Schemas['OrderRequest'];
export type OrderStatus = Schemas['OrderStatus'];
export type ReviewRequest = Schemas['ReviewRequest'];

export class ReaderApi {
  readonly #transport: ApiTransport;

  constructor(transport: ApiTransport) {
    this.#transport = transport;
  }

  async getCart(call: CallOptions): Promise<CartContent> {
    const cart = await this.#transport.askSignedIn((send) => this.#client.GET('/cart', send), call);
    if (!Array.isArray(cart.items)) throw new ApiError('unexpected', 'The answer is not a cart.');
    return cart;
  }

  async putCartLine(bookId: string, quantity: number, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    const body = { quantity };
    await this.#transport.askSignedIn((send) => this.#client.PUT('/cart/{bookId}', { params, body, ...send }), call);
  }

  removeCartLine(bookId: string, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    return this.#transport.tellSignedIn((send) => this.#client.DELETE('/cart/{bookId}', { params, ...send }), call);
  }

  placeOrder(idempotencyKey: string, body: OrderRequest, call: CallOptions): Promise<Order> {
    const params = { header: { 'Idempotency-Key': idempotencyKey } };
    return this.#transport.askSignedIn((send) => this.#client.POST('/orders', { params, body, ...send }), call);
  }

  async listOrders(nextToken: string | undefined, call: CallOptions): Promise<OrderPage> {
    const params = { query: nextToken === undefined ? {} : { nextToken } };
    const page = await this.#transport.askSignedIn((send) => this.#client.GET('/orders', { params, ...send }), call);
    if (!Array.isArray(page.items)) throw new ApiError('unexpected', 'The answer is not a page of orders.');
    return page;
  }

  getOrder(orderId: string, call: CallOptions): Promise<Order> {
    const params = { path: { orderId } };
    return this.#transport.askSignedIn((send) => this.#client.GET('/orders/{orderId}', { params, ...send }), call);
  }

  writeReview(bookId: string, body: ReviewRequest, call: CallOptions): Promise<Review> {
    const params = { path: { bookId } };
    return this.#transport.askSignedIn(
      (send) => this.#client.PUT('/books/{bookId}/reviews/mine', { params, body, ...send }),
      call,
    );
  }

  deleteReview(bookId: string, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    return this.#transport.tellSignedIn(
      (send) => this.#client.DELETE('/books/{bookId}/reviews/mine', { params, ...send }),
      call,
    );
  }

  get #client() {
    return this.#transport.client;
  }
}
