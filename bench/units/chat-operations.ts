/** What the wishlist, the chat and the streams behind them make DynamoDB do. Their functions are run as their APIs would. */

import { toItem } from '../../functions/shared/item.ts';
import type { MeteredShop } from './metered-shop.ts';
import { type Operation, operation, prepared } from './operation.ts';

const ROOM = 'lobby';
const TEXT = 'Has anybody finished it yet? I am on the last chapter. ';

export const chatOperations: readonly Operation[] = [
  prepared(
    'GET /wishlist',
    '10 books',
    async (shop) => {
      for (let number = 10; number < 20; number++) await wish(shop, 'addToWishlist', `book-0000${number}`);
    },
    (shop) => wish(shop, 'getWishlist'),
  ),
  operation('PUT /wishlist/{bookId}', 'one book', (shop) => wish(shop, 'addToWishlist', 'book-000001')),
  operation('DELETE /wishlist/{bookId}', 'one book', (shop) => wish(shop, 'removeFromWishlist', 'book-000001')),

  operation('$connect', '', (shop) => chat(shop, 'connect', 'connection-00')),
  operation('join', 'the lobby', (shop) => chat(shop, 'joinRoom', 'connection-00', { room: ROOM })),
  prepared(
    'join',
    'the room of a book',
    (shop) => chat(shop, 'connect', 'connection-01'),
    (shop) => chat(shop, 'joinRoom', 'connection-01', { room: 'book:book-000001' }),
  ),
  prepared(
    'send',
    'to a room of 10',
    async (shop) => {
      for (let number = 1; number < 10; number++) await enter(shop, `connection-1${number}`);
    },
    (shop) => chat(shop, 'sendMessage', 'connection-00', { room: ROOM, text: TEXT }),
  ),
  prepared(
    'history',
    '25 messages',
    async (shop) => {
      // Five messages a second are allowed to each: five people say six.
      for (let number = 0; number < 30; number++) {
        await chat(shop, 'sendMessage', `connection-1${1 + (number % 9)}`, { room: ROOM, text: TEXT });
      }
    },
    (shop) => chat(shop, 'getHistory', 'connection-00', { room: ROOM }),
  ),
  operation('ping', '', (shop) => chat(shop, 'ping', 'connection-00')),
  prepared(
    'leave',
    'a room',
    (shop) => enter(shop, 'connection-20'),
    (shop) => chat(shop, 'leaveRoom', 'connection-20', { room: ROOM }),
  ),
  prepared(
    '$disconnect',
    'out of 1 room',
    (shop) => enter(shop, 'connection-21'),
    (shop) => chat(shop, 'disconnect', 'connection-21'),
  ),
  operation('the stream of RoomMembersTable', 'somebody came into a room of 10', (shop) => {
    const Keys = toItem({ room: ROOM, connectionId: 'connection-00' });
    return shop.invoke('sendPresence', { Records: [{ eventName: 'INSERT', dynamodb: { Keys } }] });
  }),
  operation('the stream of OrdersTable', 'another status, for a buyer with 1 connection', (shop) => {
    const Keys = toItem({ userId: 'user-of-connection-00', orderId: '01KJ2Y5H4Q8ZC3N7RX0VBMT6WD' });
    const [OldImage, NewImage] = ['placed', 'packed'].map((status) => ({ ...Keys, ...toItem({ status }) }));
    const dynamodb = { Keys, OldImage, NewImage, SequenceNumber: '1' };
    return shop.invoke('sendOrderNews', { Records: [{ eventID: 'record-1', eventName: 'MODIFY', dynamodb }] });
  }),
];

/** Throws when the function refuses. */
async function wish(shop: MeteredShop, functionName: string, bookId?: string): Promise<void> {
  const requestContext = { authorizer: { jwt: { claims: { sub: 'user-1' } } } };
  const event = { requestContext, headers: {}, ...(bookId === undefined ? {} : { pathParameters: { bookId } }) };
  const answer = (await shop.invoke(functionName, event)) as { readonly statusCode: number };
  if (answer.statusCode >= 400) throw new Error(`${functionName} answers ${JSON.stringify(answer)}`);
}

async function enter(shop: MeteredShop, connectionId: string): Promise<void> {
  await chat(shop, 'connect', connectionId);
  await chat(shop, 'joinRoom', connectionId, { room: ROOM });
}

/** Throws when the function answers with an error. */
async function chat(shop: MeteredShop, functionName: string, connectionId: string, message: object = {}) {
  const authorizer = { principalId: `user-of-${connectionId}`, name: 'Ann Reader', publicId: `public-${connectionId}` };
  const requestContext = { connectionId, connectedAt: Date.now(), requestId: 'request-1', routeKey: '', authorizer };
  const answer = (await shop.invoke(functionName, { requestContext, body: JSON.stringify(message) })) as {
    readonly statusCode: number;
    readonly body?: string;
  };
  if (answer.statusCode !== 200 || answer.body?.includes('"type":"error"')) {
    throw new Error(`${functionName} answers ${JSON.stringify(answer)}`);
  }
}
