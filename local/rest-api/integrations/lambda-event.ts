/** The event of a Lambda proxy integration. Source: "Lambda proxy integrations in API Gateway". */

import { toSingleValues } from '../../api-gateway/request-parameters.ts';
import type { Exchange } from '../exchange.ts';
import type { Payload } from '../payload.ts';

/** JSON text. A body that is still bytes travels as base64. */
export function toLambdaEvent(exchange: Exchange, body: Payload): string {
  const { method, httpMethod, path, parameters, stageVariables, stage } = exchange;
  const isBase64Encoded = typeof body.content !== 'string' && !body.isEmpty;
  const hasVariables = stage.hasVariables || !isEmptyMap(stageVariables);
  const hasQuery = !isEmptyMap(parameters.querystring);
  return JSON.stringify({
    resource: method.resourcePath,
    path,
    httpMethod,
    headers: toSingleValues(parameters.header),
    multiValueHeaders: parameters.header,
    queryStringParameters: hasQuery ? toSingleValues(parameters.querystring) : null,
    multiValueQueryStringParameters: hasQuery ? parameters.querystring : null,
    pathParameters: isEmptyMap(parameters.path) ? null : parameters.path,
    stageVariables: hasVariables ? stageVariables : null,
    requestContext: toRequestContext(exchange.context),
    body: toBody(body, isBase64Encoded),
    isBase64Encoded,
  });
}

function toBody(body: Payload, isBase64Encoded: boolean): string | null {
  if (body.isEmpty) return null;
  return isBase64Encoded ? body.bytes.toString('base64') : body.text;
}

const OF_TEMPLATES: ReadonlySet<string> = new Set(['requestOverride', 'responseOverride', 'isCanaryRequest']);

/** `$context` without what belongs to templates alone; the authorizer's part only when one has spoken. */
function toRequestContext(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const name in context) {
    if (OF_TEMPLATES.has(name) || (name === 'authorizer' && !hasMembers(context.authorizer))) continue;
    shown[name] = context[name];
  }
  return shown;
}

const hasMembers = (value: unknown): boolean => typeof value === 'object' && value !== null && !isEmptyMap(value);

function isEmptyMap(map: object): boolean {
  for (const _name in map) return false;
  return true;
}
