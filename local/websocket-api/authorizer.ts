/** Lambda authorizers, which guard `$connect` alone; what they say rides along on every later event. */

import { type LambdaAuthorizerResult, parseAuthorizerResult } from '../api-gateway/authorizer-result.ts';
import { withDeadline } from '../api-gateway/deadline.ts';
import { type LambdaReply, messageOf, readErrorMessage } from '../api-gateway/lambda.ts';
import { evaluatePolicy } from '../api-gateway/policy/policy.ts';
import type { Step } from '../api-gateway/record.ts';
import type { WebSocketBackends } from './backends.ts';
import type { AuthorizerDefinition } from './definition.ts';
import { type ConnectRequest, type Occurrence, toAuthorizerEvent, toRequestContext } from './events.ts';
import { accessDenied, authorizerFailure, unauthorized } from './failures.ts';
import { toFunction } from './integration.ts';

export interface AuthorizerVerdict {
  readonly context: Readonly<Record<string, unknown>>;
  readonly step: Step;
}

/** Throws UNAUTHORIZED, ACCESS_DENIED or AUTHORIZER_FAILURE. */
export type Authorize = (occurrence: Occurrence, request: ConnectRequest) => Promise<AuthorizerVerdict>;

const TIMEOUT_MS = 10_000;
const MAX_CONTEXT_BYTES = 8 * 1024;

export function createAuthorizer(authorizer: AuthorizerDefinition, backends: WebSocketBackends): Authorize {
  return async (occurrence, request) => {
    const missing = authorizer.identitySource.find((source) => readSource(source, occurrence, request) === '');
    if (missing !== undefined) throw unauthorized(`The identity source ${missing} is missing or empty`);
    const methodArn = toMethodArn(occurrence);
    const target = toFunction(authorizer.authorizerUri, occurrence.stage.variables);
    const startedAt = performance.now();
    const reply = await invoke(backends, target, JSON.stringify(toAuthorizerEvent(occurrence, request, methodArn)));
    const result = readResult(reply);
    assertAllowed(authorizer.name, result, methodArn, occurrence);
    const { principalId, context, policyDocument } = result;
    const durationInMs = performance.now() - startedAt;
    return {
      context: { ...context, principalId, integrationLatency: Math.round(durationInMs) },
      step: {
        name: 'authorizer',
        verdict: `allowed by ${authorizer.name}`,
        detail: { principalId, policyDocument, context },
        durationInMs,
      },
    };
  };
}

function toMethodArn({ stage }: Occurrence): string {
  const { region, accountId, apiId } = stage.api;
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage.stageName}/$connect`;
}

/** The value that an identity source names; empty when the request has none. Header names count in any letter case. */
function readSource(source: string, occurrence: Occurrence, { headers, query }: ConnectRequest): string {
  const [, location, name = ''] = /^route\.request\.(header|querystring)\.(.+)$/s.exec(source) ?? [];
  if (location === 'querystring') return (Object.hasOwn(query, name) ? query[name]?.at(-1) : '')?.trim() ?? '';
  if (location === 'header') {
    const found = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return (found === undefined ? '' : headers[found]?.at(-1))?.trim() ?? '';
  }
  if (source.startsWith('stageVariables.'))
    return occurrence.stage.variables[source.slice('stageVariables.'.length)] ?? '';
  if (!source.startsWith('context.')) return '';
  const value = toRequestContext(occurrence, 'CONNECT')[source.slice('context.'.length)];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function invoke(backends: WebSocketBackends, target: string, event: string): Promise<LambdaReply> {
  const reply = backends.invokeLambda(target, event, 'RequestResponse').catch((error: unknown) => {
    throw authorizerFailure(`${target} can't be invoked: ${messageOf(error)}`);
  });
  return withDeadline(reply, TIMEOUT_MS, () => authorizerFailure(`The authorizer took longer than ${TIMEOUT_MS} ms`));
}

/** Only the very text `Unauthorized` is a refusal; every other error is a fault of the authorizer. */
function readResult({ payload, functionError }: LambdaReply): LambdaAuthorizerResult {
  if (functionError !== undefined) {
    const errorMessage = readErrorMessage(payload);
    if (errorMessage === 'Unauthorized') throw unauthorized('The authorizer answered Unauthorized');
    throw authorizerFailure(`The authorizer failed: ${errorMessage}`);
  }
  if (payload.length > MAX_CONTEXT_BYTES) throw authorizerFailure("The authorizer's result is larger than 8 KB");
  try {
    return parseAuthorizerResult(JSON.parse(payload));
  } catch (error) {
    throw authorizerFailure(`The authorizer's result is not valid: ${messageOf(error)}`);
  }
}

function assertAllowed(
  name: string,
  { policy }: LambdaAuthorizerResult,
  methodArn: string,
  { facts }: Occurrence,
): void {
  const conditionKeys = new Map([['aws:sourceip', facts.sourceIp]]);
  if (facts.userAgent !== undefined) conditionKeys.set('aws:useragent', facts.userAgent);
  const verdict = evaluatePolicy(policy, { action: 'execute-api:Invoke', resource: methodArn, conditionKeys });
  if (verdict === 'allow') return;
  const isExplicit = verdict === 'explicitDeny';
  throw accessDenied(
    isExplicit,
    `The policy of authorizer ${name} ${isExplicit ? 'denies' : 'does not cover'} ${methodArn}`,
  );
}
