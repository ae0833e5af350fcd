/** One request to one stage: routing, CORS, authorization, the integration, and the API's own answer where one of them fails. */

import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { closeRecord, openRecord, recordRefusal } from '../api-gateway/recording.ts';
import { readQuery } from '../api-gateway/request-parameters.ts';
import { toTraceId } from '../api-gateway/trace-id.ts';
import { complete, toErrorAnswer } from './client-response.ts';
import type { HttpStageDefinition } from './definition.ts';
import type { HttpExchange } from './exchange.ts';
import { HttpApiError, notFound, toHttpApiError } from './failures.ts';
import { readRequestHeaders } from './request-headers.ts';
import { decodePath, type RequestPath } from './request-path.ts';
import type { FoundRoute } from './routes.ts';
import type { RunningRoute } from './running-route.ts';
import type { RunningStage } from './running-stage.ts';

export interface IncomingRequest extends RequestPath {
  readonly request: ClientRequest;
  readonly requestId: string;
  /** Without the stage, still encoded. */
  readonly routedPath: string;
}

export async function handleRequest(
  running: RunningStage,
  incoming: IncomingRequest,
  onRecord: ((record: RequestRecord) => void) | undefined,
): Promise<ClientResponse> {
  const startedAt = performance.now();
  const { request, requestId } = incoming;
  const found = running.findRoute(incoming.routedPath, request.method);
  const record = openRecordFor(running.stage, incoming, found);
  const answer = await answerRequest(running, incoming, found, record, startedAt);
  const answeredAt = performance.now();
  const response = complete(answer, request, requestId);
  closeRecord(record, response, startedAt, answeredAt);
  onRecord?.(record);
  return response;
}

async function answerRequest(
  { stage, cors, admit }: RunningStage,
  incoming: IncomingRequest,
  found: FoundRoute<RunningRoute> | undefined,
  record: RequestRecord,
  startedAt: number,
): Promise<ClientResponse> {
  const isPreflight = cors.isPreflight(incoming.request);
  const withCors = (answer: ClientResponse): ClientResponse => ({
    ...answer,
    headers: cors.apply(answer.headers, incoming.request),
  });
  try {
    if (found === undefined) {
      if (isPreflight) return answerPreflight(cors, incoming, record);
      throw notFound('No route fits the path');
    }
    const { definition, admit: authorize, integrate } = found.target;
    admit(definition.routeKey);
    const exchange = createExchange(stage, incoming, found, record);
    // A route that takes OPTIONS guards preflights too; without one they need no authorization.
    await authorize(exchange, startedAt);
    return isPreflight ? answerPreflight(cors, incoming, record) : withCors(await integrate(exchange));
  } catch (error) {
    if (!(error instanceof HttpApiError)) console.error(error);
    const refusal = toHttpApiError(error);
    recordRefusal(record, { responseType: refusal.code, message: refusal.message, reason: refusal.reason });
    return withCors(toErrorAnswer(refusal));
  }
}

function answerPreflight(
  cors: RunningStage['cors'],
  { request }: IncomingRequest,
  record: RequestRecord,
): ClientResponse {
  record.checkpoints.methodRequest.steps.push({ name: 'cors', verdict: 'preflight answered by the API itself' });
  return cors.answerPreflight(request);
}

function createExchange(
  stage: HttpStageDefinition,
  { request, requestId, rawPath, rawQuery, routedPath }: IncomingRequest,
  { target, pathParameters }: FoundRoute<RunningRoute>,
  record: RequestRecord,
): HttpExchange {
  const { lowerCase, spelling } = readRequestHeaders(request, toTraceId(request.headers, request.receivedAtMs));
  const decoded = Object.entries(pathParameters).map(([name, value]) => [name, decodePath(value)] as const);
  return {
    request,
    requestId,
    stage,
    route: target.definition,
    spelling,
    headers: lowerCase,
    query: readQuery(rawQuery),
    rawQuery,
    path: decodePath(rawPath),
    routedPath: decodePath(routedPath),
    rawPathParameters: pathParameters,
    pathParameters: Object.fromEntries(decoded),
    record,
  };
}

function openRecordFor(
  { api, stageName }: HttpStageDefinition,
  { request, requestId, rawQuery }: IncomingRequest,
  found: FoundRoute<RunningRoute> | undefined,
): RequestRecord {
  const named = { id: api.apiId, name: api.name, type: 'HTTP' } as const;
  return openRecord(request, requestId, named, stageName, {
    resourcePath: found?.target.definition.routeKey,
    parameters: { path: found?.pathParameters ?? {}, querystring: readQuery(rawQuery) },
  });
}
