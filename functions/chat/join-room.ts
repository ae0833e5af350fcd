/** The action `join`: from now on, messages of the room reach this connection. */
import { assertBook } from '../shared/assert-book.ts';
import { getChatter } from '../shared/caller.ts';
import { enterRoom, toExpiry } from '../shared/connection-table.ts';
import { Refusal } from '../shared/refusal.ts';
import { addMember, removeMember } from '../shared/room-member-table.ts';
import { toConnection } from './chat-event.ts';
import { chatRoute } from './chat-route.ts';
import { parseRoom } from './room.ts';

/**
 * The membership first: a disconnect that comes in between leaves no connection to note it on, and it is taken back.
 * The other way round, a member could stay behind that nobody knows to remove.
 */
export const handler = chatRoute(async (request, event) => {
  const { name: room, bookId } = parseRoom(request);
  if (bookId !== undefined) await assertBook(bookId);
  const connection = toConnection(event);
  const { connectionId } = connection;
  const { name, publicId } = getChatter(event);
  await addMember(room, { connectionId, publicId }, toExpiry(connection));
  try {
    await enterRoom(connectionId, room);
  } catch (error) {
    if (error instanceof Refusal) await removeMember(room, connectionId);
    throw error;
  }
  // As the others see them: only so can a client tell its own messages in the history.
  return { type: 'joined', room, you: { name, id: publicId } };
});
