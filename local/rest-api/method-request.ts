/** Checkpoint 1, method request: who asks, with which key, how often, and whether what they sent is complete. */

import { findHeader } from '../api-gateway/header-lines.ts';
import type { StageThrottle } from './admission/throttle.ts';
import type { UsagePlans } from './admission/usage-plans.ts';
import { compileRequestValidator } from './admission/validation.ts';
import type { Authorizers, AuthorizerVerdict } from './authorizers/authorize.ts';
import type { MethodDefinition, RestApiDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';

/** What guards a stage, whichever of its deployments serves a request. */
export interface StageGuards {
  readonly throttle: StageThrottle;
  readonly usagePlans: UsagePlans;
}

/** Throws GatewayError for whatever is turned away. A promise only where an authorizer has to be asked. */
export type MethodRequest = (exchange: Exchange) => Promise<void> | void;

/** In API Gateway's order: authorization, then the API key with its plan, then throttling, then validation. */
export function compileMethodRequest(
  method: MethodDefinition,
  api: RestApiDefinition,
  authorizers: Authorizers,
  guards: StageGuards,
): MethodRequest {
  const validate = compileRequestValidator(method, api);
  const admit = (exchange: Exchange, verdict: AuthorizerVerdict | undefined): void => {
    if (verdict) acceptVerdict(exchange, verdict);
    if (method.apiKeyRequired) admitKey(exchange, api, guards.usagePlans, verdict);
    const throttled = guards.throttle.admit(method.resourcePath, exchange.httpMethod);
    if (throttled) exchange.record.checkpoints.methodRequest.steps.push(throttled);
    validate(exchange.parameters, exchange.request.body, findHeader(exchange.request.headers, 'content-type'));
  };
  return (exchange) => {
    const verdict = authorizers.authorize(exchange);
    if (verdict instanceof Promise) return verdict.then((decided) => admit(exchange, decided));
    admit(exchange, verdict);
  };
}

function acceptVerdict({ context, record }: Exchange, verdict: AuthorizerVerdict): void {
  context.authorizer = verdict.context;
  record.checkpoints.methodRequest.steps.push(verdict.step);
}

function admitKey(
  { request, context, record, method, httpMethod }: Exchange,
  api: RestApiDefinition,
  usagePlans: UsagePlans,
  verdict: AuthorizerVerdict | undefined,
): void {
  const sent =
    api.apiKeySource === 'AUTHORIZER' ? verdict?.usageIdentifierKey : findHeader(request.headers, 'x-api-key');
  const { apiKey, apiKeyId, step } = usagePlans.admit(sent, method.resourcePath, httpMethod);
  context.identity = { ...Object(context.identity), apiKey, apiKeyId };
  record.checkpoints.methodRequest.steps.push(step);
}
