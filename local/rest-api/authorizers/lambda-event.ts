/** The events that Lambda authorizers get. Source: "Input to an API Gateway Lambda authorizer". */

import { toSingleValues } from '../../api-gateway/request-parameters.ts';
import type { Exchange } from '../exchange.ts';

/** Members of `$context` that only templates see. */
const NOT_IN_REQUEST_CONTEXT = new Set([
  'authorizer',
  'error',
  'isCanaryRequest',
  'requestOverride',
  'responseOverride',
]);

export const toTokenEvent = (authorizationToken: string, methodArn: string): object => ({
  type: 'TOKEN',
  methodArn,
  authorizationToken,
});

/** Maps that would be null in a proxy event are empty here. */
export function toRequestEvent(exchange: Exchange, methodArn: string): object {
  const { parameters, method, httpMethod, path, stageVariables, context } = exchange;
  return {
    type: 'REQUEST',
    methodArn,
    resource: method.resourcePath,
    path,
    httpMethod,
    headers: toSingleValues(parameters.header),
    multiValueHeaders: parameters.header,
    queryStringParameters: toSingleValues(parameters.querystring),
    multiValueQueryStringParameters: parameters.querystring,
    pathParameters: parameters.path,
    stageVariables,
    requestContext: Object.fromEntries(Object.entries(context).filter(([name]) => !NOT_IN_REQUEST_CONTEXT.has(name))),
  };
}
