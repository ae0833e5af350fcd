/** The answers that API Gateway itself gives. Source: "Gateway responses for REST APIs in API Gateway". */

import type { ClientResponse } from '../api-gateway/client.ts';
import { HeaderList } from '../api-gateway/header-list.ts';
import type { GatewayResponseDefinition, RestApiDefinition } from './definition.ts';
import type { RequestParameters } from './exchange.ts';
import type { GatewayError, GatewayResponseType } from './gateway-error.ts';
import { readContext } from './parameter-mapping.ts';

/** What a gateway response can read; a request that met no method has no path parameters. */
export interface GatewayResponseScope {
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly parameters: RequestParameters;
}

export type GatewayResponses = (error: GatewayError, scope: GatewayResponseScope) => ClientResponse;

type Source = (scope: GatewayResponseScope) => string | undefined;

interface CompiledResponse {
  readonly status: number | undefined;
  readonly headers: readonly { readonly name: string; readonly source: Source }[];
  readonly template: { readonly contentType: string; readonly parts: readonly Source[] } | undefined;
}

const NOTHING_DEFINED: CompiledResponse = { status: undefined, headers: [], template: undefined };

export function compileGatewayResponses(api: RestApiDefinition): GatewayResponses {
  const responses = new Map([...api.gatewayResponses].map(([type, definition]) => [type, compileResponse(definition)]));
  return (error, scope) => {
    const response = findResponse(responses, error);
    const headers = new HeaderList();
    headers.set('Content-Type', response.template?.contentType ?? 'application/json');
    headers.set('x-amzn-ErrorType', error.detail.errorType);
    const full = { ...scope, context: { ...scope.context, error: toErrorContext(error) } };
    for (const { name, source } of response.headers) {
      const value = source(full);
      if (value !== undefined) headers.set(name, value);
    }
    const body = response.template?.parts.map((part) => part(full) ?? '').join('') ?? toDefaultBody(error);
    return { status: response.status ?? error.detail.status, headers: headers.toLines(), body: Buffer.from(body) };
  };
}

/** For a request that met no API. */
export const toBuiltInResponse = (error: GatewayError): ClientResponse => ({
  status: error.detail.status,
  headers: [
    ['Content-Type', 'application/json'],
    ['x-amzn-ErrorType', error.detail.errorType],
  ],
  body: Buffer.from(toDefaultBody(error)),
});

/** A type of its own inherits nothing from DEFAULT_…; only a type that isn't defined falls back to it. */
function findResponse(
  responses: ReadonlyMap<string, CompiledResponse>,
  { responseType, detail }: GatewayError,
): CompiledResponse {
  const fallback = detail.status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX';
  return responses.get(responseType) ?? responses.get(fallback) ?? NOTHING_DEFINED;
}

function toErrorContext({ responseType, detail }: GatewayError): Record<string, unknown> {
  return {
    message: detail.message ?? 'null',
    messageString: JSON.stringify(detail.message ?? null),
    responseType,
    validationErrorString: detail.validationErrorString ?? '',
  };
}

/** These write a space after the colon where the others have none. */
const SPACED: ReadonlySet<GatewayResponseType> = new Set([
  'API_CONFIGURATION_ERROR',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'UNSUPPORTED_MEDIA_TYPE',
]);

function toDefaultBody({ responseType, detail }: GatewayError): string {
  const name = responseType === 'ACCESS_DENIED' ? 'Message' : 'message';
  return `{"${name}":${SPACED.has(responseType) ? ' ' : ''}${JSON.stringify(detail.message ?? null)}}`;
}

function compileResponse(definition: GatewayResponseDefinition): CompiledResponse {
  const headers = Object.entries(definition.responseParameters).flatMap(([target, expression]) => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    return name === undefined ? [] : [{ name, source: compileHeaderSource(expression) }];
  });
  const templates = Object.entries(definition.responseTemplates);
  const chosen = templates.find(([contentType]) => contentType === 'application/json') ?? templates[0];
  const template = chosen && { contentType: chosen[0], parts: compileParts(chosen[1]) };
  return { status: definition.statusCode, headers, template };
}

function compileHeaderSource(expression: string): Source {
  if (!/^'.*'$/s.test(expression)) return compileReference(expression);
  const literal = expression.slice(1, -1);
  return () => literal;
}

const NAME =
  '(?:context|stageVariables)(?:\\.[\\w-]+)+|method\\.request\\.(?:path|querystring|header|multivaluequerystring|multivalueheader)\\.[\\w.-]+';
/** With braces or without: a brace after a bare name belongs to the JSON around it. */
const REFERENCE = new RegExp(`\\$(?:\\{(${NAME})\\}|(${NAME}))`, 'g');

/** Plain substitution: nothing else of VTL works in these templates. */
function compileParts(template: string): readonly Source[] {
  const parts: Source[] = [];
  let end = 0;
  for (const match of template.matchAll(REFERENCE)) {
    const literal = template.slice(end, match.index);
    parts.push(() => literal, compileReference(match[1] ?? match[2] ?? ''));
    end = match.index + match[0].length;
  }
  const rest = template.slice(end);
  return [...parts, () => rest];
}

function compileReference(expression: string): Source {
  const [root = '', ...path] = expression.split('.');
  if (root === 'context') return ({ context }) => readContext(context, path);
  if (root === 'stageVariables') return ({ stageVariables }) => readContext(stageVariables, path);
  const [, location = '', ...rest] = path;
  return ({ parameters }) => readParameter(parameters, location, rest.join('.'));
}

function readParameter(parameters: RequestParameters, location: string, name: string): string | undefined {
  if (location === 'path') return parameters.path[name];
  const values = location.endsWith('querystring') ? parameters.querystring[name] : parameters.header[name];
  return location.startsWith('multivalue') ? values?.join(',') : values?.at(-1);
}
