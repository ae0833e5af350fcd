/** Tells the people in a room how many they are: reads the stream of the RoomMembers table. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { postToAll } from '../shared/post-to-all.ts';
import { removeConnection } from '../shared/remove-connection.ts';
import { findMembers } from '../shared/room-member-table.ts';

/**
 * Lambda gathers two seconds of comings and goings (batchWindow in serverless.yml): when a thousand people join, a
 * room hears of it a few times, not a thousand. The count is read now, so that a record that comes twice does no harm.
 */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  const changes = Records.filter(({ eventName }) => eventName !== 'MODIFY');
  const rooms = new Set(changes.map(({ dynamodb }) => dynamodb?.Keys?.room?.S));
  for (const room of rooms) if (room !== undefined) await sendPresence(room);
}

async function sendPresence(room: string): Promise<void> {
  const frame = { type: 'presence', room, count: await countPeople(room) };
  await postToAll(findMembers(room), frame, ({ connectionId }) => removeConnection(connectionId, [room]));
}

/** Somebody with two windows open is one person. */
async function countPeople(room: string): Promise<number> {
  const people = new Set<string>();
  for await (const { publicId } of findMembers(room)) people.add(publicId);
  return people.size;
}
