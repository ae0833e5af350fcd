/** A client that asks for a connection: the authorizer and the function of `$connect` decide while the upgrade waits. */

import type { ClientRequest } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import { readHeaders, readQuery } from '../api-gateway/request-parameters.ts';
import { createExtendedRequestId, toTraceId } from '../api-gateway/trace-id.ts';
import type { ClientFacts } from './connection.ts';
import { type ConnectRequest, type Occurrence, toConnectEvent } from './events.ts';
import { badRequest, toRefusal, toWebSocketApiError, WebSocketApiError } from './failures.ts';
import { type OnRecord, type OpenRecord, openRecord } from './recording.ts';
import type { RunningRoute, RunningStage } from './running-stage.ts';

/** Either way. */
export type ConnectAnswer =
  | { readonly facts: ClientFacts; readonly subprotocol: string | undefined }
  | { readonly refusal: ReturnType<typeof toRefusal> };

const ROUTE_KEY = '$connect';

export async function handleConnect(
  running: RunningStage,
  request: ClientRequest,
  query: string,
  onRecord: OnRecord,
): Promise<ConnectAnswer> {
  const { stage, routes } = running;
  const route = routes.get(ROUTE_KEY);
  const facts = toFacts(running, request);
  const requestId = createExtendedRequestId();
  const occurrence = { facts, stage, requestId, routeKey: ROUTE_KEY, atMs: request.receivedAtMs };
  const { rawTarget, headers } = request;
  const opened = openRecord(
    {
      ...{ stage, requestId, atMs: occurrence.atMs, connectionId: facts.connectionId },
      ...{ method: 'CONNECT', rawTarget, routeKey: route && ROUTE_KEY, headers },
    },
    onRecord,
  );
  try {
    const accepted = await runRoute(route, occurrence, toConnectRequest(request, query), opened);
    opened.close(101);
    return accepted;
  } catch (error) {
    if (!(error instanceof WebSocketApiError)) console.error(error);
    const refused = toWebSocketApiError(error);
    const refusal = toRefusal(refused, { connectionId: facts.connectionId, requestId });
    opened.refused(refused);
    opened.close(refusal.status, refusal.body, refusal.headers);
    return { refusal };
  }
}

async function runRoute(
  route: RunningRoute | undefined,
  occurrence: Occurrence,
  request: ConnectRequest,
  { record, admitted }: OpenRecord,
): Promise<ConnectAnswer> {
  const { facts } = occurrence;
  if (route === undefined) return { facts, subprotocol: undefined };
  route.admit();
  assertParameters(route, request);
  const verdict = await route.authorize?.(occurrence, request);
  if (verdict) record.checkpoints.methodRequest.steps.push(verdict.step);
  admitted();
  const authorized = verdict ? { ...facts, authorizer: verdict.context } : facts;
  const event = toConnectEvent({ ...occurrence, facts: authorized }, request);
  const { status, headers } = await route.integrate({ event, message: '', record });
  if (status < 200 || status > 299)
    throw new WebSocketApiError('CONNECT_REFUSED', status, 'Refused', `the $connect function answered ${status}`);
  return { facts: authorized, subprotocol: findHeader(headers, 'sec-websocket-protocol') };
}

function toFacts({ stage }: RunningStage, request: ClientRequest): ClientFacts {
  return {
    connectionId: createExtendedRequestId(),
    apiId: stage.api.apiId,
    stageName: stage.stageName,
    connectedAtMs: request.receivedAtMs,
    sourceIp: request.sourceIp,
    userAgent: findHeader(request.headers, 'user-agent'),
    domainName: findHeader(request.headers, 'host') ?? 'localhost',
  };
}

const toConnectRequest = (request: ClientRequest, query: string): ConnectRequest => ({
  headers: readHeaders(request, toTraceId(request.headers, request.receivedAtMs)),
  query: readQuery(query),
});

function assertParameters({ definition }: RunningRoute, { headers, query }: ConnectRequest): void {
  const missing = Object.entries(definition.requestParameters).flatMap(([key, isRequired]) => {
    const [, location, name = ''] = /^route\.request\.(header|querystring)\.(.+)$/s.exec(key) ?? [];
    const values = location === 'header' ? headers : query;
    const value = Object.hasOwn(values, name) ? values[name]?.at(-1) : undefined;
    return isRequired && location !== undefined && !value?.trim() ? [name] : [];
  });
  const message = `Missing required request parameters: [${missing.join(', ')}]`;
  if (missing.length > 0) throw badRequest(message, message);
}
