/** AWS_PROXY: the whole request goes to a function as an event, and its result is the answer. */

import { findHeader } from '../../api-gateway/header-lines.ts';
import { messageOf } from '../../api-gateway/lambda.ts';
import { type LambdaResult, parseLambdaResult } from '../../api-gateway/proxy-result.ts';
import type { Backends } from '../backends.ts';
import { decodeBase64 } from '../content-handling.ts';
import type { IntegrationDefinition, RestApiDefinition } from '../definition.ts';
import { integrationFailure } from '../failures.ts';
import { createBinaryMatcher } from '../media-types.ts';
import { Payload } from '../payload.ts';
import type { Integration } from './integration.ts';
import { assertPost, getLambdaTarget, invokeTarget } from './lambda-target.ts';

export function createLambdaProxy(
  integration: IntegrationDefinition,
  api: RestApiDefinition,
  backends: Backends,
): Integration {
  const acceptsBinary = createBinaryMatcher(api.binaryMediaTypes);
  return async (request, exchange) => {
    assertPost(integration);
    const target = getLambdaTarget(request.uri);
    const event = request.body.text;
    const reply = await invokeTarget(backends, target, event, 'RequestResponse', integration.timeoutInMillis);
    if (reply.functionError !== undefined) throw integrationFailure(`the function failed: ${reply.payload}`, 502);
    const result = parseResult(reply.payload);
    const isBinary = result.isBase64Encoded && acceptsBinary(findHeader(exchange.request.headers, 'accept'));
    const body = new Payload(isBinary ? decodeBase64(result.body) : result.body);
    return { status: result.status, headers: result.headers, body, selectOn: undefined, target };
  };
}

function parseResult(payload: string): LambdaResult {
  try {
    return parseLambdaResult(payload);
  } catch (error) {
    throw integrationFailure(messageOf(error), 502);
  }
}
