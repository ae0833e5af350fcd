/** The action `leave`. Leaving a room that one is not in changes nothing. */
import { exitRoom } from '../shared/connection-table.ts';
import { removeMember } from '../shared/room-member-table.ts';
import { chatRoute } from './chat-route.ts';
import { parseRoom } from './room.ts';

export const handler = chatRoute(async (request, { requestContext }) => {
  const { name: room } = parseRoom(request);
  await removeMember(room, requestContext.connectionId);
  await exitRoom(requestContext.connectionId, room);
  return { type: 'left', room };
});
