/** Rooms of the chat: the lobby, and one for each book. */

import type { Body } from '../shared/body.ts';
import { isBookId } from '../shared/book-id.ts';
import { Refusal } from '../shared/refusal.ts';

export type Room = { readonly name: string; readonly bookId?: string };

const LOBBY = 'lobby';
const BOOK = 'book:';

/** Throws a Refusal for anything but `lobby` and `book:<bookId>`. Whether there is such a book is asked on joining. */
export function parseRoom({ room }: Body): Room {
  if (room === LOBBY) return { name: LOBBY };
  const bookId = typeof room === 'string' && room.startsWith(BOOK) ? room.slice(BOOK.length) : undefined;
  if (isBookId(bookId)) return { name: `${BOOK}${bookId}`, bookId };
  throw new Refusal(400, 'InvalidRoom', 'room is "lobby", or "book:" and the id of a book.');
}
