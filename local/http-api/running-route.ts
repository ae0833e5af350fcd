/** One route with its checkpoints joined: everything that can be worked out before the first request has been. */

import type { HttpClient } from '../api-gateway/http-client.ts';
import type { Authorize } from './authorizers/authorize.ts';
import type { HttpBackends } from './backends.ts';
import type { IntegrationDefinition, RouteDefinition } from './definition.ts';
import type { HttpExchange } from './exchange.ts';
import { integrationFailure } from './failures.ts';
import { createHttpProxy } from './integrations/http-proxy.ts';
import type { BackendReply, Integration, PreparedCall } from './integrations/integration.ts';
import { createLambdaProxy } from './integrations/lambda-proxy.ts';
import { compileRequestMapping, compileResponseMapping, type HttpAnswer } from './parameter-mapping.ts';

export interface RunningRoute {
  readonly definition: RouteDefinition;
  /** Throws HttpApiError for whoever may not call. */
  readonly admit: (exchange: HttpExchange, startedAt: number) => Promise<void>;
  /** Throws HttpApiError where the API itself is to answer. */
  readonly integrate: (exchange: HttpExchange) => Promise<HttpAnswer>;
}

export function startRoute(
  definition: RouteDefinition,
  authorize: Authorize | undefined,
  backends: HttpBackends,
  client: HttpClient,
): RunningRoute {
  const { integration } = definition;
  const mapRequest = compileRequestMapping(integration);
  const mapResponse = compileResponseMapping(integration);
  const prepare = createIntegration(integration, backends, client);
  return {
    definition,
    admit: (exchange, startedAt) => admit(authorize, exchange, startedAt),
    integrate: async (exchange) => {
      const startedAt = performance.now();
      const mapped = mapRequest(exchange);
      const call = prepare(exchange, mapped);
      const { headers, query, path } = mapped;
      exchange.record.checkpoints.integrationRequest = {
        type: integration.type,
        rendered: call.body,
        ...(mapped !== exchange && { mapped: { headers, query, path } }),
        durationInMs: performance.now() - startedAt,
      };
      const reply = await send(call, exchange);
      const repliedAt = performance.now();
      const response = mapResponse(exchange, reply.toAnswer());
      exchange.record.checkpoints.integrationResponse = {
        statusCode: String(response.status),
        mapped: { status: response.status, headers: response.headers },
        durationInMs: performance.now() - repliedAt,
      };
      return response;
    },
  };
}

async function admit(authorize: Authorize | undefined, exchange: HttpExchange, startedAt: number): Promise<void> {
  const { methodRequest } = exchange.record.checkpoints;
  if (authorize !== undefined) {
    const askedAt = performance.now();
    const { context, verdict, detail } = await authorize(exchange);
    exchange.authorizer = context;
    methodRequest.steps.push({ name: 'authorizer', verdict, detail, durationInMs: performance.now() - askedAt });
  }
  methodRequest.durationInMs = performance.now() - startedAt;
}

function createIntegration(
  integration: IntegrationDefinition,
  backends: HttpBackends,
  client: HttpClient,
): Integration {
  if (integration.type === 'AWS_PROXY') return createLambdaProxy(integration, backends);
  if (integration.type === 'HTTP_PROXY') return createHttpProxy(integration, client);
  return () => {
    throw integrationFailure('Integrations of this type do not run here');
  };
}

async function send(call: PreparedCall, { record }: HttpExchange): Promise<BackendReply> {
  const sentAt = performance.now();
  let reply: BackendReply | undefined;
  try {
    reply = await call.send();
    return reply;
  } finally {
    const { target, headers, body } = call;
    record.checkpoints.backend = {
      target,
      request: { ...(headers && { headers }), body },
      ...(reply && { reply: reply.raw }),
      durationInMs: performance.now() - sentAt,
    };
  }
}
