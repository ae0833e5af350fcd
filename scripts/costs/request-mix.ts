/** What a thousand requests to the shop are taken to be, and what comes with them. */

export interface Share {
  /** As docs/units.md names them. */
  readonly operation: string;
  readonly circumstances: string;
  /** Among a thousand requests. */
  readonly times: number;
  readonly api: 'REST' | 'HTTP';
  readonly isFunction: boolean;
}

const rest = (operation: string, circumstances: string, times: number): Share => ({
  ...{ operation, circumstances, times, api: 'REST', isFunction: false },
});
const lambda = (operation: string, circumstances: string, times: number, api: Share['api'] = 'REST'): Share => ({
  ...{ operation, circumstances, times, api, isFunction: true },
});

/** A thousand of them. */
export const requestMix: readonly Share[] = [
  rest('GET /categories/{category}/books', 'a page of 20, by title', 150),
  rest('GET /categories/{category}/books', 'a page of 20, by price', 30),
  rest('GET /books', 'a page of 20', 80),
  rest('GET /books/{bookId}', 'one book', 180),
  lambda('GET /books/{bookId}/cover', 'one book', 180),
  rest('GET /books/{bookId}/reviews', 'a page of 20', 100),
  lambda('GET /search', 'a word of 30 books', 60),
  lambda('GET /cart', '3 books', 40),
  rest('PUT /cart/{bookId}', 'one line', 30),
  rest('DELETE /cart/{bookId}', 'one line', 5),
  lambda('POST /orders', '3 books', 10),
  rest('GET /orders', 'a page of 10, 3 books each', 15),
  rest('GET /orders/{orderId}', '3 books', 10),
  lambda('PUT /books/{bookId}/reviews/mine', 'the first time', 3),
  lambda('PUT /admin/orders/{userId}/{orderId}/status', 'packed, 3 books', 10),
  // A browser asks before it sends a token or JSON, and keeps the answer for two hours.
  rest('OPTIONS', '', 80),
  lambda('GET /wishlist', '10 books', 12, 'HTTP'),
  lambda('PUT /wishlist/{bookId}', 'one book', 4, 'HTTP'),
  lambda('DELETE /wishlist/{bookId}', 'one book', 1, 'HTTP'),
];

/** What the same thousand requests bring along: five people chat for twenty minutes, and streams tell functions of changes. */
export const alongside: readonly Pick<Share, 'operation' | 'circumstances' | 'times'>[] = [
  { operation: '$connect', circumstances: '', times: 5 },
  { operation: 'join', circumstances: 'the lobby', times: 5 },
  { operation: 'history', circumstances: '25 messages', times: 5 },
  { operation: 'send', circumstances: 'to a room of 10', times: 20 },
  { operation: 'ping', circumstances: '', times: 15 },
  { operation: 'leave', circumstances: 'a room', times: 5 },
  { operation: '$disconnect', circumstances: 'out of 1 room', times: 5 },
  { operation: 'the stream of RoomMembersTable', circumstances: 'somebody came into a room of 10', times: 10 },
  // An order that is placed, and one that is packed.
  { operation: 'the stream of OrdersTable', circumstances: 'another status, for a buyer with 1 connection', times: 20 },
  { operation: 'the stream of BooksTable', circumstances: 'another stock: nothing to do', times: 13 },
];

/** Of a thousand requests and what they bring along. Sizes and times are guesses: your own stack knows better. */
export const assumptions = {
  /** Each message to a room of ten goes out ten times, each coming and going too; the rest are answers. */
  webSocketMessages: 50 + 50 + 20 * 10 + 10 * 10,
  connectionMinutes: 5 * 20,
  /** Five authorizers beside the calls of the chat. */
  authorizers: 5,
  msPerCall: 40,
  gbPerCall: 0.5,
  /** Of `send` and of the presence: with 1,769 MB. */
  heavyCalls: 30,
  msPerHeavyCall: 100,
  gbPerHeavyCall: 1.769,
  bytesPerAnswer: 4_000,
  bytesOfLogPerRequest: 500,
  bytesOfLogPerCall: 1_000,
  /** A visit is thirty requests; every other one finds the storefront in the browser's cache. */
  storefrontRequests: 80,
  storefrontBytes: 17 * 60_000,
  /** Of the tables, after a year of orders: 10 orders of 1.2 KB, in the table and its index. */
  bytesStoredAfterAYear: 365 * 10 * 2 * 1_200,
  /** Who sign in within a month. */
  users: 20,
} as const;
