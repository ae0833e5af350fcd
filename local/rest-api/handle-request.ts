/** One request to one stage: routing, the method's checkpoints, and the gateway's own answer where one of them fails. */

import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { closeRecord, openRecord, type Refusal, recordRefusal } from '../api-gateway/recording.ts';
import type { RequestLine } from '../api-gateway/request-line.ts';
import { emptyMap, readHeaders, readQuery } from '../api-gateway/request-parameters.ts';
import type { Route } from '../api-gateway/router.ts';
import { toTraceId } from '../api-gateway/trace-id.ts';
import type { Backends } from './backends.ts';
import type { CompiledMethod } from './compiled-method.ts';
import { createContext } from './context.ts';
import { chooseDeployment, type Deployment, type RunningStage } from './deployment.ts';
import type { Exchange, RequestParameters } from './exchange.ts';
import { toGatewayError, unknownRoute, unknownStage } from './failures.ts';
import { GatewayError } from './gateway-error.ts';
import { type GatewayResponseScope, toBuiltInResponse } from './gateway-responses.ts';
import { toClientResponse } from './method-response.ts';

export interface IncomingRequest {
  readonly request: ClientRequest;
  readonly line: RequestLine;
  readonly requestId: string;
  readonly extendedRequestId: string;
}

export async function handleRequest(
  stage: RunningStage,
  incoming: IncomingRequest,
  backends: Backends,
  onRecord: ((record: RequestRecord) => void) | undefined,
): Promise<ClientResponse> {
  const startedAt = performance.now();
  const { request, line } = incoming;
  const deployment = chooseDeployment(stage, backends.random);
  const httpMethod = findHeader(request.headers, 'x-http-method-override')?.toUpperCase() || request.method;
  const route = deployment.findRoute(line.path, httpMethod);
  const exchange = createExchange(stage, deployment, incoming, httpMethod, route);
  const answer = await answerExchange(exchange, route, deployment, startedAt);
  const answeredAt = performance.now();
  const response = toClientResponse(answer, request.method, incoming);
  closeRecord(exchange.record, response, startedAt, answeredAt);
  onRecord?.(exchange.record);
  return response;
}

/** No stage, no API: nothing can customise this answer. */
export function refuseUnknownStage(
  incoming: IncomingRequest,
  onRecord: ((record: RequestRecord) => void) | undefined,
): ClientResponse {
  const startedAt = performance.now();
  const { request, line, requestId } = incoming;
  const parameters = { path: {}, querystring: readQuery(line.query), header: {} };
  const named = { id: '', name: '', type: 'REST' } as const;
  const record = openRecord(request, requestId, named, line.stageName, { resourcePath: undefined, parameters });
  const error = unknownStage(line.stageName);
  recordRefusal(record, toRefusal(error));
  const response = toClientResponse(toBuiltInResponse(error), request.method, incoming);
  closeRecord(record, response, startedAt, startedAt);
  onRecord?.(record);
  return response;
}

const toRefusal = ({ responseType, detail: { message, reason } }: GatewayError): Refusal => ({
  responseType,
  message,
  reason,
});

/** An exchange that may have met no method; enough for a gateway response. */
type OpenExchange = GatewayResponseScope &
  Omit<Exchange, 'method'> & { readonly method: Exchange['method'] | undefined };

const hasMethod = (exchange: OpenExchange): exchange is OpenExchange & Exchange => exchange.method !== undefined;

async function answerExchange(
  exchange: OpenExchange,
  route: Route<CompiledMethod> | undefined,
  { gatewayResponses }: Deployment,
  startedAt: number,
): Promise<ClientResponse> {
  try {
    if (route === undefined || !hasMethod(exchange)) {
      throw unknownRoute(findHeader(exchange.request.headers, 'authorization'));
    }
    return await route.target.run(exchange, startedAt);
  } catch (error) {
    if (!(error instanceof GatewayError)) console.error(error);
    const gatewayError = toGatewayError(error);
    recordRefusal(exchange.record, toRefusal(gatewayError));
    return gatewayResponses(gatewayError, exchange);
  }
}

function createExchange(
  { stage, canary }: RunningStage,
  { api, isCanary, stageVariables }: Deployment,
  { request, line, requestId, extendedRequestId }: IncomingRequest,
  httpMethod: string,
  route: Route<CompiledMethod> | undefined,
): OpenExchange {
  const method = route?.target.definition;
  const parameters: RequestParameters = {
    path: route?.pathParameters ?? emptyMap(),
    querystring: readQuery(line.query),
    header: readHeaders(request, toTraceId(request.headers, request.receivedAtMs)),
  };
  const context = createContext({
    api,
    request,
    requestId,
    extendedRequestId,
    httpMethod,
    fullPath: line.fullPath,
    stageName: stage.stageName,
    method,
    isCanary: canary === undefined ? undefined : isCanary,
  });
  const named = { id: api.restApiId, name: api.name, type: 'REST' } as const;
  const record = openRecord(request, requestId, named, stage.stageName, {
    resourcePath: method?.resourcePath,
    parameters,
  });
  const { path } = line;
  return {
    request,
    requestId,
    extendedRequestId,
    stage,
    isCanary,
    stageVariables,
    method,
    httpMethod,
    path,
    parameters,
    context,
    record,
  };
}
