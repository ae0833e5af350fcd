/** One message of a client: its route, its model, the function, and the frame that goes back. */

import { createExtendedRequestId } from '../api-gateway/trace-id.ts';
import type { Connection } from './connection.ts';
import { toMessageEvent } from './events.ts';
import { badRequestBody, forbidden, toErrorText, toWebSocketApiError, WebSocketApiError } from './failures.ts';
import { type OnRecord, openRecord } from './recording.ts';
import type { RunningRoute, RunningStage } from './running-stage.ts';

/** Never throws: whatever fails is an error frame, and the connection stays open. */
export async function handleMessage(
  running: RunningStage,
  connection: Connection,
  message: string,
  now: () => number,
  onRecord: OnRecord,
): Promise<void> {
  const { stage } = running;
  const { facts } = connection;
  const [requestId, messageId] = [createExtendedRequestId(), createExtendedRequestId()];
  const { route, selected } = findRoute(running, message);
  const routeKey = route?.definition.routeKey;
  const opened = openRecord(
    {
      ...{ stage, requestId, atMs: now(), connectionId: facts.connectionId },
      ...{ method: 'MESSAGE', rawTarget: routeKey ?? selected, routeKey, body: Buffer.from(message) },
    },
    onRecord,
  );
  try {
    if (route === undefined) throw forbidden(`There is no route ${selected} and no $default`);
    route.admit();
    assertModel(route, message);
    opened.admitted();
    const occurrence = {
      facts,
      stage,
      requestId,
      routeKey: route.definition.routeKey,
      atMs: opened.record.startedAtMs,
    };
    const event = toMessageEvent(occurrence, messageId, message);
    const result = await route.integrate({ event, message, record: opened.record });
    const body = result.isBase64Encoded ? Buffer.from(result.body, 'base64') : result.body;
    const isSent = route.definition.isTwoWay && body.length > 0 && connection.send(body, now());
    opened.close(result.status, isSent ? body : undefined);
  } catch (error) {
    if (!(error instanceof WebSocketApiError)) console.error(error);
    const refused = toWebSocketApiError(error);
    const text = toErrorText(refused, { connectionId: facts.connectionId, requestId, messageId });
    connection.send(text, now());
    opened.refused(refused);
    opened.close(refused.status, text);
  }
}

/** Routes of the API's own events can't be chosen by a message. */
const NOT_FOR_MESSAGES = new Set(['$connect', '$disconnect']);

function findRoute({ selectRoute, routes }: RunningStage, message: string) {
  const selected = selectRoute(message);
  const route = NOT_FOR_MESSAGES.has(selected) ? undefined : routes.get(selected);
  return { selected, route: route ?? routes.get('$default') };
}

function assertModel({ findModel }: RunningRoute, message: string): void {
  const validate = findModel?.(message);
  if (validate === undefined) return;
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    throw badRequestBody('The message is not JSON');
  }
  if (validate(value) !== true) throw badRequestBody(validate.errors?.at(-1)?.message ?? 'It does not fit the model');
}
