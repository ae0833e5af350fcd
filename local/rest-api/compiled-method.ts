/** One method with its four checkpoints joined: everything that can be worked out before the first request has been. */

import type { ClientResponse } from '../api-gateway/client.ts';
import type { HttpClient } from '../api-gateway/http-client.ts';
import type { CacheLookUp, StageCache } from './admission/cache.ts';
import type { Authorizers } from './authorizers/authorize.ts';
import type { Backends } from './backends.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { compileIntegrationRequest } from './integration-request.ts';
import { compileIntegrationResponse } from './integration-response.ts';
import { createIntegration } from './integrations/create-integration.ts';
import type { BackendReply } from './integrations/integration.ts';
import { compileMethodRequest, type StageGuards } from './method-request.ts';
import { compileMethodResponse } from './method-response.ts';
import { recordBackend, recordIntegrationRequest, recordIntegrationResponse } from './recording.ts';
import { createScopeFactory } from './template-scope.ts';

export interface MethodServices {
  readonly api: RestApiDefinition;
  readonly backends: Backends;
  readonly client: HttpClient;
  readonly authorizers: Authorizers;
  readonly guards: StageGuards;
  readonly cache: StageCache | undefined;
}

export interface CompiledMethod {
  readonly definition: MethodDefinition;
  /** Throws GatewayError where API Gateway itself is to answer. */
  readonly run: (exchange: Exchange, startedAt: number) => Promise<ClientResponse>;
}

export function compileMethod(definition: MethodDefinition, services: MethodServices): CompiledMethod {
  const { api, cache } = services;
  const admit = compileMethodRequest(definition, api, services.authorizers, services.guards);
  const integrate = compileIntegration(definition, services);
  const run = async (exchange: Exchange, startedAt: number): Promise<ClientResponse> => {
    const admission = admit(exchange);
    if (admission) await admission;
    const lookUp = cache?.lookUp(exchange);
    endMethodRequest(exchange, lookUp, startedAt);
    return lookUp ? answerCached(lookUp, exchange, integrate) : integrate(exchange);
  };
  return { definition, run };
}

function compileIntegration(
  definition: MethodDefinition,
  { api, backends, client }: MethodServices,
): (exchange: Exchange) => Promise<ClientResponse> {
  const toBackendRequest = compileIntegrationRequest(definition, api);
  const send = createIntegration(definition.integration, api, backends, client);
  const fromBackendReply = compileIntegrationResponse(definition, api);
  const toAnswer = compileMethodResponse(definition.integration);
  return async (exchange) => {
    const { checkpoints } = exchange.record;
    const createScope = createScopeFactory(exchange);
    const startedAt = performance.now();
    const prepared = toBackendRequest(exchange, createScope);
    const sentAt = performance.now();
    checkpoints.integrationRequest = recordIntegrationRequest(
      prepared,
      definition.integration.type,
      sentAt - startedAt,
    );
    let reply: BackendReply | undefined;
    try {
      reply = await send(prepared.request, exchange);
    } finally {
      checkpoints.backend = recordBackend(prepared.request, reply, performance.now() - sentAt);
    }
    const repliedAt = performance.now();
    const response = fromBackendReply(exchange, reply, createScope);
    const mappedAt = performance.now();
    checkpoints.integrationResponse = recordIntegrationResponse(response, reply, mappedAt - repliedAt);
    return toAnswer(response, exchange);
  };
}

function endMethodRequest({ record }: Exchange, lookUp: CacheLookUp | undefined, startedAt: number): void {
  const { methodRequest } = record.checkpoints;
  if (lookUp) methodRequest.steps.push(lookUp.step);
  methodRequest.durationInMs = performance.now() - startedAt;
}

/** Only what went well is kept; the trace belongs to one request and is not. */
async function answerCached(
  lookUp: CacheLookUp,
  exchange: Exchange,
  integrate: (exchange: Exchange) => Promise<ClientResponse>,
): Promise<ClientResponse> {
  const answer = 'hit' in lookUp ? lookUp.hit : await integrate(exchange);
  if ('store' in lookUp && answer.status < 400) {
    const headers = answer.headers.filter(([name]) => name !== 'X-Amzn-Trace-Id');
    lookUp.store({ ...answer, headers });
  }
  return { ...answer, headers: [...answer.headers, ...lookUp.warning] };
}
