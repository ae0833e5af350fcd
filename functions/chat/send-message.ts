/** The action `send`: stores a message, then sends it to everyone in the room. */
import { type Chatter, getChatter } from '../shared/caller.ts';
import { logError } from '../shared/log-error.ts';
import { recordMetrics } from '../shared/metrics.ts';
import { postToAll } from '../shared/post-to-all.ts';
import { removeConnection } from '../shared/remove-connection.ts';
import { findMembers } from '../shared/room-member-table.ts';
import { parseShownText } from '../shared/shown-text.ts';
import { createUlid } from '../shared/ulid.ts';
import { chatRoute, type Frame } from './chat-route.ts';
import { assertMember } from './membership.ts';
import type { Message } from './message.ts';
import { countMessage } from './message-limit.ts';
import { storeMessage } from './message-table.ts';
import { parseRoom } from './room.ts';

const MAX_CHARACTERS = 1000;

export const handler = chatRoute(async (request, event) => {
  const { connectionId } = event.requestContext;
  const sender = getChatter(event);
  const { name: room } = parseRoom(request);
  const text = parseShownText(request, 'text', 1, MAX_CHARACTERS);
  await assertMember(room, connectionId);
  await countMessage(sender.userId);
  const message = toNewMessage(room, sender, text);
  await storeMessage(message);
  recordMetrics({ ChatMessages: 1 });
  const frame = { type: 'message', ...message };
  // It is stored by now, and whoever misses it finds it in the history. "Failed" would make the sender send it again.
  await sendToOthers(connectionId, frame).catch((error: unknown) => logError(error, { room, connectionId }));
  // The sender's own copy is the answer, so that it carries the sender's requestId.
  return frame;
});

/** Nothing but room and text comes from the client. */
function toNewMessage(room: string, { name, publicId }: Chatter, text: string): Message {
  const now = Date.now();
  const messageId = createUlid(now);
  return { room, messageId, sender: { name, id: publicId }, text, sentAt: new Date(now).toISOString() };
}

async function sendToOthers(senderId: string, frame: Frame & Message): Promise<void> {
  await postToAll(findOthers(frame.room, senderId), frame, (member) =>
    removeConnection(member.connectionId, [frame.room]),
  );
}

async function* findOthers(room: string, senderId: string) {
  for await (const member of findMembers(room)) if (member.connectionId !== senderId) yield member;
}
