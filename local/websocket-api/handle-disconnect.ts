/** The end of a connection: the function of `$disconnect` is told, and what it answers is nobody's concern. */

import { createExtendedRequestId } from '../api-gateway/trace-id.ts';
import type { ClientFacts, Disconnection } from './connection.ts';
import { toDisconnectEvent } from './events.ts';
import { toWebSocketApiError, WebSocketApiError } from './failures.ts';
import { type OnRecord, openRecord } from './recording.ts';
import type { RunningStage } from './running-stage.ts';

const ROUTE_KEY = '$disconnect';

/** Never throws. */
export async function handleDisconnect(
  { stage, routes }: RunningStage,
  facts: ClientFacts,
  disconnection: Disconnection,
  atMs: number,
  onRecord: OnRecord,
): Promise<void> {
  const requestId = createExtendedRequestId();
  const route = routes.get(ROUTE_KEY);
  const opened = openRecord(
    {
      ...{ stage, requestId, atMs, connectionId: facts.connectionId },
      ...{ method: 'DISCONNECT', rawTarget: String(disconnection.code), routeKey: route && ROUTE_KEY },
    },
    onRecord,
  );
  opened.admitted();
  try {
    const event = toDisconnectEvent({ facts, stage, requestId, routeKey: ROUTE_KEY, atMs }, disconnection);
    const result = await route?.integrate({ event, message: '', record: opened.record });
    opened.close(result?.status ?? 200);
  } catch (error) {
    if (!(error instanceof WebSocketApiError)) console.error(error);
    const refused = toWebSocketApiError(error);
    opened.refused(refused);
    opened.close(refused.status);
  }
}
