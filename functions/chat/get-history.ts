/** The action `history`: what was said in a room before, or while a client was away. */
import type { Body } from '../shared/body.ts';
import { Refusal } from '../shared/refusal.ts';
import { isUlid, readUlidTime, toUlidBefore } from '../shared/ulid.ts';
import { chatRoute } from './chat-route.ts';
import { assertMember } from './membership.ts';
import { findMessagesAfter, findMessagesBefore, type HistoryPage } from './message-table.ts';
import { parseRoom } from './room.ts';

/**
 * Messages get their ids before they are stored, from clocks that differ: one with a lower id may appear after one
 * with a higher. Within ten seconds it has, so that is how far `since` reaches back.
 */
const OVERLAP_MS = 10_000;
/** Comes after every ULID: they are in upper case. */
const END = 'z';

export const handler = chatRoute(async (request, { requestContext }) => {
  const { name: room } = parseRoom(request);
  const find = parseCursor(request);
  await assertMember(room, requestContext.connectionId);
  return { type: 'history', room, ...(await find(room)) };
});

/** Without a cursor: the latest. */
function parseCursor({ since, after, before }: Body): (room: string) => Promise<HistoryPage> {
  const cursors = [since, after, before].filter((cursor) => cursor !== undefined);
  if (cursors.length > 1) throw invalidCursor();
  if (since !== undefined) {
    const cursor = toUlidBefore(readUlidTime(parseUlid(since)) - OVERLAP_MS);
    return (room) => findMessagesAfter(room, cursor);
  }
  if (after !== undefined) {
    const cursor = parseUlid(after);
    return (room) => findMessagesAfter(room, cursor);
  }
  const cursor = before === undefined ? END : parseUlid(before);
  return (room) => findMessagesBefore(room, cursor);
}

function parseUlid(value: unknown): string {
  if (typeof value === 'string' && isUlid(value)) return value;
  throw invalidCursor();
}

function invalidCursor(): Refusal {
  return new Refusal(400, 'InvalidCursor', 'One of since, after and before may be given. It is the id of a message.');
}
