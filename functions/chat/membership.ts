/** Who is not in a room neither reads nor writes there. */
import { Refusal } from '../shared/refusal.ts';
import { isMember } from '../shared/room-member-table.ts';

export async function assertMember(room: string, connectionId: string): Promise<void> {
  if (await isMember(room, connectionId)) return;
  throw new Refusal(403, 'NotJoined', `Please join the room ${room} first.`);
}
