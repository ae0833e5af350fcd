/** Forgets a connection that is closed: itself, and that it was in its rooms. */
import { forgetConnection } from './connection-table.ts';
import { removeMember } from './room-member-table.ts';

/**
 * However often, and in whatever order with other events. `foundIn` is where it was met: a former attempt may have
 * ended halfway, and then the connection itself no longer says which rooms it was in.
 */
export async function removeConnection(connectionId: string, foundIn: readonly string[] = []): Promise<void> {
  const rooms = await forgetConnection(connectionId);
  await Promise.all([...new Set([...rooms, ...foundIn])].map((room) => removeMember(room, connectionId)));
}
