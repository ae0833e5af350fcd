/** What stands behind a route: a function that gets the event, or a mock. */

import { withDeadline } from '../api-gateway/deadline.ts';
import { findLambdaTarget, type LambdaReply, messageOf } from '../api-gateway/lambda.ts';
import { type LambdaResult, parseLambdaResult } from '../api-gateway/proxy-result.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import type { WebSocketBackends } from './backends.ts';
import type { IntegrationDefinition, WebSocketStageDefinition } from './definition.ts';
import { integrationFailure, integrationTimeout } from './failures.ts';
import { createMock } from './mock.ts';

export interface IntegrationCall {
  readonly event: object;
  /** The message; empty for `$connect` and `$disconnect`. */
  readonly message: string;
  readonly record: RequestRecord;
}

/** Throws WebSocketApiError. */
export type Integration = (call: IntegrationCall) => Promise<LambdaResult>;

/** Of a route that has no integration. */
const NOTHING: LambdaResult = { status: 200, headers: [], body: '', isBase64Encoded: false };

export function createIntegration(
  integration: IntegrationDefinition | undefined,
  stage: WebSocketStageDefinition,
  backends: WebSocketBackends,
): Integration {
  if (integration === undefined) return () => Promise.resolve(NOTHING);
  if (integration.type === 'MOCK') return createMock(integration, stage);
  if (integration.type === 'AWS_PROXY') return createLambdaProxy(integration, stage, backends);
  return () => Promise.reject(integrationFailure('Integrations of this type do not run here'));
}

function createLambdaProxy(
  { uri, timeoutInMillis }: IntegrationDefinition,
  { variables }: WebSocketStageDefinition,
  backends: WebSocketBackends,
): Integration {
  const target = toFunction(uri, variables);
  return async ({ event, record }) => {
    const payload = JSON.stringify(event);
    const startedAt = performance.now();
    record.checkpoints.integrationRequest = { type: 'AWS_PROXY', rendered: payload, durationInMs: 0 };
    let reply: LambdaReply | undefined;
    try {
      reply = await invoke(backends, target, payload, timeoutInMillis);
    } finally {
      record.checkpoints.backend = {
        target,
        request: { body: payload },
        ...(reply && { reply: { body: reply.payload } }),
        durationInMs: performance.now() - startedAt,
      };
    }
    if (reply.functionError !== undefined) throw integrationFailure(`the function failed: ${reply.payload}`);
    const result = parseOrRefuse(reply.payload);
    record.checkpoints.integrationResponse = { statusCode: String(result.status), durationInMs: 0 };
    return result;
  };
}

/** A function's name or ARN; stage variables filled in. */
export function toFunction(uri: string, variables: Readonly<Record<string, string>>): string {
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_whole, name: string) => variables[name] ?? '');
  return findLambdaTarget(filled) ?? filled;
}

function invoke(
  backends: WebSocketBackends,
  target: string,
  payload: string,
  timeoutInMillis: number,
): Promise<LambdaReply> {
  const reply = backends.invokeLambda(target, payload, 'RequestResponse').catch((error: unknown) => {
    throw integrationFailure(`${target}: ${messageOf(error)}`);
  });
  return withDeadline(reply, timeoutInMillis, integrationTimeout);
}

function parseOrRefuse(payload: string): LambdaResult {
  try {
    return parseLambdaResult(payload);
  } catch (error) {
    throw integrationFailure(messageOf(error));
  }
}
