/** Calls the function that an invocation URI names. */

import type { Backends, LambdaReply } from '../backends.ts';
import type { IntegrationDefinition } from '../definition.ts';
import { integrationFailure } from '../failures.ts';
import { withDeadline } from './deadline.ts';

const INVOCATION = /:lambda:path\/.*\/functions\/(.+)\/invocations$/s;

export const isLambdaUri = (uri: string): boolean => uri.includes(':lambda:path/');

/** Function name or ARN, with its alias. Throws INTEGRATION_FAILURE for a URI that names none. */
export function getLambdaTarget(uri: string): string {
  const target = INVOCATION.exec(uri)?.[1];
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
  const reply = backends.invokeLambda(target, payload, invocationType).catch((error: unknown) => {
    throw integrationFailure(`${target}: ${error instanceof Error ? error.message : String(error)}`);
  });
  return withDeadline(reply, timeoutInMillis);
}
