/** Calls the function that an invocation URI names. */

import { withDeadline } from '../../api-gateway/deadline.ts';
import { findLambdaTarget, type LambdaReply, messageOf } from '../../api-gateway/lambda.ts';
import type { Backends } from '../backends.ts';
import type { IntegrationDefinition } from '../definition.ts';
import { integrationFailure, integrationTimeout } from '../failures.ts';
import { GatewayError } from '../gateway-error.ts';

export const isLambdaUri = (uri: string): boolean => uri.includes(':lambda:path/');

/** Function name or ARN, with its alias. Throws INTEGRATION_FAILURE for a URI that names none. */
export function getLambdaTarget(uri: string): string {
  const target = findLambdaTarget(uri);
  if (target === undefined) throw integrationFailure(`${uri} names no Lambda function`);
  return target;
}

/** A function can only be invoked by POST. */
export function assertPost(integration: IntegrationDefinition): void {
  if (integration.httpMethod !== 'POST') {
    throw integrationFailure(`a Lambda function is invoked by POST, not by ${integration.httpMethod || 'no method'}`);
  }
}

export async function invokeTarget(
  backends: Backends,
  target: string,
  payload: string,
  invocationType: 'RequestResponse' | 'Event',
  timeoutInMillis: number,
): Promise<LambdaReply> {
  try {
    return await withDeadline(
      backends.invokeLambda(target, payload, invocationType),
      timeoutInMillis,
      integrationTimeout,
    );
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw integrationFailure(`${target}: ${messageOf(error)}`);
  }
}
