/** The HTTP API as typed calls: what readers have saved for later. It has no contract of its own to take the types from. */

import type { Book } from './api.ts';
import { ApiError } from './api-error.ts';
import type { ApiTransport, CallOptions } from './api-transport.ts';

export interface Wish {
  readonly bookId: string;
  readonly addedAt: string;
  /** Absent when it is no longer sold. */
  readonly book?: Book;
}

export interface WishPage {
  readonly items: Wish[];
  readonly nextToken?: string;
}

interface WishQuery {
  readonly limit?: number;
  readonly nextToken?: string;
}

interface Change {
  readonly parameters: { readonly path: { readonly bookId: string } };
  readonly responses: { readonly 204: { readonly content?: never } };
}

export interface WishlistPaths {
  readonly '/wishlist': {
    readonly get: {
      readonly parameters: { readonly query?: WishQuery };
      readonly responses: { readonly 200: { readonly content: { readonly 'application/json': WishPage } } };
    };
  };
  readonly '/wishlist/{bookId}': { readonly put: Change; readonly delete: Change };
}

export class WishlistApi {
  readonly #transport: ApiTransport<WishlistPaths>;

  constructor(transport: ApiTransport<WishlistPaths>) {
    this.#transport = transport;
  }

  async list(query: WishQuery, call: CallOptions): Promise<WishPage> {
    const params = { query };
    const page = await this.#transport.askSignedIn((send) => this.#client.GET('/wishlist', { params, ...send }), call);
    if (!Array.isArray(page.items)) throw new ApiError('unexpected', 'The answer is not a wishlist.');
    return page;
  }

  /** Again and again is as good as once. */
  add(bookId: string, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    return this.#transport.tellSignedIn((send) => this.#client.PUT('/wishlist/{bookId}', { params, ...send }), call);
  }

  remove(bookId: string, call: CallOptions): Promise<void> {
    const params = { path: { bookId } };
    return this.#transport.tellSignedIn((send) => this.#client.DELETE('/wishlist/{bookId}', { params, ...send }), call);
  }

  get #client() {
    return this.#transport.client;
  }
}
