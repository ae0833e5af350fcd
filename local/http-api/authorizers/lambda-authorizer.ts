/** REQUEST authorizers: calls the function and keeps its answers for a while. Source: "Control access to HTTP APIs with AWS Lambda authorizers in API Gateway". */

import { withDeadline } from '../../api-gateway/deadline.ts';
import { isFresh, type Kept } from '../../api-gateway/kept.ts';
import { type LambdaReply, messageOf, readErrorMessage } from '../../api-gateway/lambda.ts';
import { createLru } from '../../api-gateway/lru.ts';
import type { HttpBackends } from '../backends.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { HttpExchange } from '../exchange.ts';
import { integrationFailure, unauthorized } from '../failures.ts';
import { toFunction } from '../integrations/lambda-proxy.ts';
import { compileSource } from '../source.ts';
import type { Authorize, Verdict } from './authorize.ts';
import { toAuthorizerEvent, toRouteArn } from './lambda-event.ts';
import { type AuthorizerAnswer, parseAnswer } from './lambda-result.ts';

const TIMEOUT_MS = 10_000;
const MAX_TTL_SECONDS = 3600;
const MAX_CACHED_RESULTS = 5000;

export function createLambdaAuthorizer(authorizer: AuthorizerDefinition, backends: HttpBackends): Authorize {
  const sources = authorizer.identitySource.map(compileSource);
  const ttlMs = Math.min(authorizer.authorizerResultTtlInSeconds, MAX_TTL_SECONDS) * 1000;
  // Without identity sources all callers would share one answer.
  const keepsAnswers = ttlMs > 0 && sources.length > 0;
  const answers = createLru<Kept & { readonly answer: AuthorizerAnswer }>(MAX_CACHED_RESULTS);
  return async (exchange) => {
    const identities = sources.map((source) => source(exchange) ?? '');
    if (identities.includes('')) throw unauthorized('An identity source is missing or empty');
    const routeArn = toRouteArn(exchange);
    const key = JSON.stringify([exchange.stage.stageName, ...identities]);
    const kept = keepsAnswers ? answers.get(key) : undefined;
    if (kept !== undefined && isFresh(kept, backends.now())) return toVerdict(authorizer, kept.answer, routeArn, true);
    const answer = await ask(authorizer, backends, exchange, identities);
    if (keepsAnswers) answers.set(key, { answer, storedAtMs: backends.now(), ttlMs }, 1);
    return toVerdict(authorizer, answer, routeArn, false);
  };
}

function toVerdict(
  { name }: AuthorizerDefinition,
  answer: AuthorizerAnswer,
  routeArn: string,
  cached: boolean,
): Verdict {
  const context = answer.judge(routeArn);
  return { context, verdict: `allowed by ${name}${cached ? ' (cached)' : ''}`, detail: context.v2 };
}

async function ask(
  authorizer: AuthorizerDefinition,
  backends: HttpBackends,
  exchange: HttpExchange,
  identities: readonly string[],
): Promise<AuthorizerAnswer> {
  const target = toFunction(authorizer.authorizerUri ?? '', exchange.stage.variables);
  const event = JSON.stringify(toAuthorizerEvent(authorizer, exchange, identities));
  const { payload, functionError } = await invoke(backends, target, event);
  if (functionError !== undefined) throw toRefusal(payload);
  try {
    return parseAnswer(authorizer, JSON.parse(payload));
  } catch (error) {
    throw integrationFailure(`The authorizer's result is not valid: ${messageOf(error)}`);
  }
}

function invoke(backends: HttpBackends, target: string, event: string): Promise<LambdaReply> {
  const reply = backends.invokeLambda(target, event, 'RequestResponse').catch((error: unknown) => {
    throw integrationFailure(`${target} can't be invoked: ${messageOf(error)}`);
  });
  return withDeadline(reply, TIMEOUT_MS, () => integrationFailure(`The authorizer took longer than ${TIMEOUT_MS} ms`));
}

/** Only the very text `Unauthorized` is a refusal; every other error is a fault of the authorizer. */
function toRefusal(payload: string): Error {
  const errorMessage = readErrorMessage(payload);
  if (errorMessage === 'Unauthorized') return unauthorized('The authorizer answered Unauthorized');
  return integrationFailure(`The authorizer failed: ${errorMessage}`);
}
