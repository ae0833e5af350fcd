/** The @connections endpoint, by which a backend talks to its clients. Source: "Use @connections commands in your backend service". */

import type { ClientRequest, ClientResponse, HeaderLines } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { parseRequestLine } from '../api-gateway/request-line.ts';
import { type TokenBucket, takeFromAll } from '../api-gateway/token-bucket.ts';
import { toRequestId } from '../api-gateway/trace-id.ts';
import type { Connection } from './connection.ts';
import { type Connections, isConnectionId } from './connections.ts';
import type { WebSocketLimits } from './limits.ts';
import type { PostRecords } from './post-records.ts';
import { type OnRecord, openRecord, type RecordedEvent } from './recording.ts';
import type { RunningStage } from './running-stage.ts';

export interface ManagementServices {
  readonly connections: Connections;
  readonly limits: WebSocketLimits;
  readonly account: TokenBucket;
  readonly findStage: (stageName: string) => RunningStage | undefined;
  readonly now: () => number;
  readonly onRecord: OnRecord;
  readonly postRecords: PostRecords;
}

interface Command {
  readonly stage: RunningStage;
  readonly connectionId: string;
}

/** Never throws. */
export function handleManagement(services: ManagementServices, request: ClientRequest): ClientResponse {
  const requestId = toRequestId(request.headers);
  const command = findCommand(services, request.rawTarget);
  if (command === undefined) return refuse(403, 'ForbiddenException', 'Forbidden', requestId);
  const startedAt = performance.now();
  const answer = run(services, request, command, requestId);
  const { stageName } = command.stage.stage;
  const post = { stageName, status: answer.status, body: request.body };
  const { postRecords, limits } = services;
  const isPost = request.method === 'POST' && request.body.length <= limits.maxMessageBytes;
  if (isPost && postRecords.count(post)) return answer;
  const onRecord = isPost ? (record: RequestRecord) => postRecords.open(post, record) : services.onRecord;
  const opened = openRecord(toRecordedEvent(command, request, requestId, startedAt), onRecord);
  opened.admitted();
  opened.close(answer.status, answer.body, answer.headers);
  return answer;
}

const toRecordedEvent = (
  { stage: { stage }, connectionId }: Command,
  { receivedAtMs, method, rawTarget, headers, body }: ClientRequest,
  requestId: string,
  startedAt: number,
): RecordedEvent => ({
  ...{ stage, requestId, atMs: receivedAtMs, connectionId, startedAt },
  ...{ method, rawTarget, routeKey: '@connections', headers, body },
});

/** Undefined for whatever is not `/{stage}/@connections/{id}`. */
function findCommand({ findStage }: ManagementServices, rawTarget: string): Command | undefined {
  const { stageName, path } = parseRequestLine(rawTarget);
  const stage = findStage(stageName);
  const [, marker = '', id = ''] = /^\/([^/]+)\/([^/]+)\/?$/.exec(path) ?? [];
  return stage === undefined || decode(marker) !== '@connections' ? undefined : { stage, connectionId: decode(id) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function run(
  services: ManagementServices,
  request: ClientRequest,
  { stage, connectionId }: Command,
  requestId: string,
): ClientResponse {
  const { connections, limits, account, now } = services;
  if (!isSigned(request)) {
    return refuse(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token', requestId);
  }
  if (takeFromAll([account], now()) !== undefined)
    return refuse(429, 'LimitExceededException', 'Too Many Requests', requestId);
  const act = ACTIONS.get(request.method);
  if (act === undefined) return refuse(403, 'ForbiddenException', 'Forbidden', requestId);
  if (!isConnectionId(connectionId))
    return refuse(400, 'BadRequestException', `Invalid connectionId: ${connectionId}`, requestId, connectionId);
  if (request.body.length > limits.maxMessageBytes)
    return refuse(413, 'PayloadTooLargeException', 'Payload too large', requestId, connectionId);
  const connection = connections.find(connectionId);
  const { apiId } = stage.stage.api;
  if (connection === undefined || connection.isEnded || connection.facts.apiId !== apiId) return gone(requestId);
  return act(connection, request, requestId, now());
}

/** The signature itself is not checked: nobody here has credentials to sign with. */
const isSigned = ({ headers, rawTarget }: ClientRequest): boolean =>
  findHeader(headers, 'authorization')?.startsWith('AWS4-') === true || rawTarget.includes('X-Amz-Signature=');

type Action = (connection: Connection, request: ClientRequest, requestId: string, nowMs: number) => ClientResponse;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  [
    'POST',
    (connection, { body }, requestId, nowMs) =>
      connection.send(body, nowMs) ? respond(200, '', requestId) : gone(requestId),
  ],
  ['GET', (connection, _request, requestId) => respond(200, describe(connection), requestId)],
  [
    'DELETE',
    (connection, _request, requestId) => {
      connection.close(1000, '');
      return respond(204, '', requestId);
    },
  ],
]);

function describe({ facts, lastActiveAtMs }: Connection): string {
  const { connectedAtMs, sourceIp, userAgent } = facts;
  return JSON.stringify({
    connectedAt: new Date(connectedAtMs).toISOString(),
    identity: { sourceIp, ...(userAgent !== undefined && { userAgent }) },
    lastActiveAt: new Date(lastActiveAtMs).toISOString(),
  });
}

/** Without a body, as recorded by clients that could not read it. */
const gone = (requestId: string): ClientResponse =>
  respond(410, '', requestId, [['x-amzn-ErrorType', 'GoneException']]);

function refuse(
  status: number,
  errorType: string,
  message: string,
  requestId: string,
  connectionId?: string,
): ClientResponse {
  const body = JSON.stringify({ message, ...(connectionId !== undefined && { connectionId, requestId }) });
  return respond(status, body, requestId, [['x-amzn-ErrorType', errorType]]);
}

function respond(status: number, text: string, requestId: string, more: HeaderLines = []): ClientResponse {
  const body = Buffer.from(text);
  const length: HeaderLines = status === 204 ? [] : [['Content-Length', String(body.length)]];
  return {
    status,
    headers: [['Content-Type', 'application/json'], ['x-amzn-RequestId', requestId], ...more, ...length],
    body,
  };
}
