/** AWS towards Lambda: the mapped body is the event, and the result is the body to map. */

import { findHeader } from '../../api-gateway/header-lines.ts';
import type { Backends } from '../backends.ts';
import type { IntegrationDefinition } from '../definition.ts';
import { Payload } from '../payload.ts';
import type { BackendReply, Integration } from './integration.ts';
import { assertPost, getLambdaTarget, invokeTarget } from './lambda-target.ts';

export const LAMBDA_JSON = [['Content-Type', 'application/json']] as const;

export function createLambdaCustom(integration: IntegrationDefinition, backends: Backends): Integration {
  return async ({ uri, headers, body }) => {
    assertPost(integration);
    const target = getLambdaTarget(uri);
    const payload = body.isEmpty ? '{}' : body.text;
    const refusal = findPayloadRefusal(payload, target);
    if (refusal) return refusal;
    const isAsynchronous = findHeader(headers, 'x-amz-invocation-type') === 'Event';
    const type = isAsynchronous ? 'Event' : 'RequestResponse';
    const reply = await invokeTarget(backends, target, payload, type, integration.timeoutInMillis);
    return {
      status: isAsynchronous ? 202 : 200,
      headers: LAMBDA_JSON,
      body: new Payload(isAsynchronous ? '' : reply.payload),
      selectOn: reply.functionError === undefined ? undefined : findErrorMessage(reply.payload),
      target,
    };
  };
}

/** The Lambda service refuses an event that is not JSON, and API Gateway takes that for a reply like any other. */
function findPayloadRefusal(payload: string, target: string): BackendReply | undefined {
  try {
    JSON.parse(payload);
    return undefined;
  } catch (error) {
    const message = `Could not parse request body into json: ${error instanceof Error ? error.message : ''}`;
    const body = new Payload(JSON.stringify({ Type: 'User', message }));
    return { status: 400, headers: LAMBDA_JSON, body, selectOn: undefined, target };
  }
}

/** Only a failed function's `errorMessage` is matched; undefined takes the default response. */
function findErrorMessage(payload: string): string | undefined {
  const error: unknown = JSON.parse(payload);
  if (typeof error !== 'object' || error === null || !('errorMessage' in error)) return undefined;
  return typeof error.errorMessage === 'string' ? error.errorMessage : undefined;
}
