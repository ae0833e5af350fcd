/** TOKEN and REQUEST authorizers: calls the function and keeps its answers for a while. Source: "Use API Gateway Lambda authorizers". */

import { type LambdaAuthorizerResult, parseAuthorizerResult } from '../../api-gateway/authorizer-result.ts';
import { isFresh, type Kept } from '../../api-gateway/kept.ts';
import { findLambdaTarget, type LambdaReply, messageOf, readErrorMessage } from '../../api-gateway/lambda.ts';
import { createLru } from '../../api-gateway/lru.ts';
import type { Backends } from '../backends.ts';
import type { AuthorizerDefinition } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { compileValidationExpression, findIdentities, findToken, identitySourcesOf } from './identity.ts';
import { toRequestEvent, toTokenEvent } from './lambda-event.ts';
import { authorizerConfigurationError, authorizerFailure, unauthorized } from './refusals.ts';

const MAX_TTL_SECONDS = 3600;
const MAX_CACHED_RESULTS = 5000;

export interface LambdaAnswer {
  readonly result: LambdaAuthorizerResult;
  readonly cached: boolean;
  readonly durationInMs: number;
}

/** Answers with the function's result, whose policy is still to be evaluated. Throws UNAUTHORIZED or AUTHORIZER_… */
export type LambdaAuthorizer = (exchange: Exchange, methodArn: string) => Promise<LambdaAnswer> | LambdaAnswer;

interface CachedResult extends Kept {
  readonly result: LambdaAuthorizerResult;
}

/** What the caller is known by, and the event that asks about them. */
interface Inquiry {
  /** Undefined when the answer may not be kept. */
  readonly cacheKey: string | undefined;
  readonly toEvent: () => object;
}

export function createLambdaAuthorizer(authorizer: AuthorizerDefinition, backends: Backends): LambdaAuthorizer {
  const inquire = authorizer.type === 'TOKEN' ? createTokenInquiry(authorizer) : createRequestInquiry(authorizer);
  const results = createLru<CachedResult>(MAX_CACHED_RESULTS);
  return (exchange, methodArn) => {
    const { cacheKey, toEvent } = inquire(exchange, methodArn);
    const key = cacheKey === undefined ? undefined : `${exchange.stage.stageName} ${cacheKey}`;
    const cached = key === undefined ? undefined : results.get(key);
    if (cached !== undefined && isFresh(cached, backends.now())) {
      return { result: cached.result, cached: true, durationInMs: 0 };
    }
    return ask(authorizer, backends, exchange, toEvent()).then((answer) => {
      const kept = { result: answer.result, storedAtMs: backends.now(), ttlMs: ttlOf(authorizer) * 1000 };
      if (key !== undefined) results.set(key, kept, 1);
      return answer;
    });
  };
}

const ttlOf = (authorizer: AuthorizerDefinition): number =>
  Math.min(authorizer.authorizerResultTtlInSeconds, MAX_TTL_SECONDS);

function createTokenInquiry(authorizer: AuthorizerDefinition): (exchange: Exchange, methodArn: string) => Inquiry {
  const isValid = compileValidationExpression(authorizer.identityValidationExpression);
  return (exchange, methodArn) => {
    const token = findToken(exchange, authorizer);
    if (token === undefined) throw unauthorized('The token is missing');
    if (!isValid(token)) throw unauthorized('The token does not match the identity validation expression');
    return { cacheKey: ttlOf(authorizer) > 0 ? token : undefined, toEvent: () => toTokenEvent(token, methodArn) };
  };
}

function createRequestInquiry(authorizer: AuthorizerDefinition): (exchange: Exchange, methodArn: string) => Inquiry {
  const sources = identitySourcesOf(authorizer);
  // Without identity sources all callers would share one answer.
  const keepsAnswers = ttlOf(authorizer) > 0 && sources.length > 0;
  return (exchange, methodArn) => {
    const toEvent = () => toRequestEvent(exchange, methodArn);
    if (!keepsAnswers) return { cacheKey: undefined, toEvent };
    const identities = findIdentities(exchange, sources);
    if (identities === undefined) throw unauthorized('An identity source is missing or empty');
    return { cacheKey: JSON.stringify(identities), toEvent };
  };
}

async function ask(
  authorizer: AuthorizerDefinition,
  backends: Backends,
  exchange: Exchange,
  event: object,
): Promise<LambdaAnswer> {
  const target = toLambdaTarget(authorizer, exchange.stageVariables);
  const startedAtMs = backends.now();
  const reply = await invoke(backends, target, JSON.stringify(event));
  if (reply.functionError !== undefined) throw toRefusal(reply.payload);
  return { result: parseResult(reply.payload), cached: false, durationInMs: Math.max(0, backends.now() - startedAtMs) };
}

async function invoke(backends: Backends, target: string, payload: string): Promise<LambdaReply> {
  try {
    return await backends.invokeLambda(target, payload, 'RequestResponse');
  } catch (error) {
    throw authorizerConfigurationError(`${target} can't be invoked: ${messageOf(error)}`);
  }
}

/** `arn:aws:apigateway:region:lambda:path/2015-03-31/functions/<function>/invocations`, stage variables filled in. */
function toLambdaTarget(
  { authorizerUri = '', name }: AuthorizerDefinition,
  variables: Exchange['stageVariables'],
): string {
  const uri = authorizerUri.replace(
    /\$\{stageVariables\.(\w+)\}/g,
    (_whole, variable: string) => variables[variable] ?? '',
  );
  const target = findLambdaTarget(uri);
  if (target === undefined) throw authorizerConfigurationError(`Authorizer ${name} has no usable URI: ${uri}`);
  return target;
}

/** Only the very text `Unauthorized` is a refusal; every other error is a fault of the authorizer. */
function toRefusal(payload: string): Error {
  const errorMessage = readErrorMessage(payload);
  if (errorMessage === 'Unauthorized') return unauthorized('The authorizer answered Unauthorized');
  return authorizerFailure(`The authorizer failed: ${errorMessage}`);
}

function parseResult(payload: string): LambdaAuthorizerResult {
  try {
    return parseAuthorizerResult(JSON.parse(payload));
  } catch (error) {
    throw authorizerConfigurationError(`The authorizer's result is not valid: ${messageOf(error)}`);
  }
}
