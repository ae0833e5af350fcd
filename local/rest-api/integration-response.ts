/** Checkpoint 3, integration response: the backend's reply becomes the method's answer. */

import type { HeaderLines } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';
import { HeaderList } from '../api-gateway/header-list.ts';
import { convertPayload } from './content-handling.ts';
import type {
  ContentHandling,
  IntegrationResponseDefinition,
  MethodDefinition,
  RestApiDefinition,
} from './definition.ts';
import type { Exchange } from './exchange.ts';
import { configurationError, toGatewayError } from './failures.ts';
import type { BackendReply } from './integrations/integration.ts';
import { type BinaryMatcher, createBinaryMatcher, toMediaType } from './media-types.ts';
import { compileTemplates, type MethodTemplate, type MethodTemplates } from './method-templates.ts';
import { findStatusOverride, readOverrides } from './overrides.ts';
import { compileResponseSource, type ResponseSource } from './parameter-mapping.ts';
import { Payload } from './payload.ts';
import { compileSelector } from './select-response.ts';
import type { ScopeFactory } from './template-scope.ts';

export interface PreparedResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Payload;
  /** Undefined for proxy integrations, which select nothing. */
  readonly selected: { readonly statusCode: string; readonly selectionPattern?: string | undefined } | undefined;
  readonly template: MethodTemplate | undefined;
}

export type IntegrationResponse = (
  exchange: Exchange,
  reply: BackendReply,
  createScope: ScopeFactory,
) => PreparedResponse;

export function compileIntegrationResponse(
  { integration }: MethodDefinition,
  api: RestApiDefinition,
): IntegrationResponse {
  const isBinaryType = createBinaryMatcher(api.binaryMediaTypes);
  if (integration.type === 'AWS_PROXY') return (_exchange, reply) => toProxyResponse(reply, reply.body);
  if (integration.type === 'HTTP_PROXY') {
    return (exchange, reply) => toProxyResponse(reply, convertProxied(exchange, reply, isBinaryType));
  }
  const select = compileSelector(integration.integrationResponses.map(compileResponse));
  return (exchange, reply, createScope) => {
    const selected = select(reply.selectOn);
    const headers = mapHeaders(selected.mappings, exchange, reply);
    const template = chooseTemplate(selected.templates, findHeader(exchange.request.headers, 'accept'));
    const converted = convertReply(exchange, reply, isBinaryType, selected.contentHandling);
    const body = template === undefined ? converted : render(template, converted, createScope);
    for (const [name, values] of readOverrides(exchange, 'responseOverride', 'header')) headers.set(name, ...values);
    const status = findStatusOverride(exchange) ?? Number(selected.statusCode);
    return { status, headers: headers.toLines(), body, selected, template };
  };
}

interface CompiledResponse {
  readonly statusCode: string;
  readonly selectionPattern: string | undefined;
  readonly mappings: readonly { readonly name: string; readonly source: ResponseSource }[];
  readonly templates: MethodTemplates;
  readonly contentHandling: ContentHandling | undefined;
}

function compileResponse(definition: IntegrationResponseDefinition): CompiledResponse {
  const { statusCode, selectionPattern, contentHandling } = definition;
  const mappings = Object.entries(definition.responseParameters).flatMap(([target, expression]) => {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    return name === undefined ? [] : [{ name, source: compileResponseSource(expression) }];
  });
  return {
    statusCode,
    selectionPattern,
    mappings,
    templates: compileTemplates(definition.responseTemplates),
    contentHandling,
  };
}

function mapHeaders(mappings: CompiledResponse['mappings'], exchange: Exchange, reply: BackendReply): HeaderList {
  const headers = new HeaderList();
  for (const { name, source } of mappings) {
    const value = readSource(source, exchange, reply);
    if (value !== undefined && value !== '') headers.set(name, value);
  }
  return headers;
}

function readSource(source: ResponseSource, exchange: Exchange, reply: BackendReply): string | undefined {
  try {
    return source(exchange, reply);
  } catch (error) {
    throw toGatewayError(error);
  }
}

/** The type that `Accept` names first and that has a template, else JSON, else whichever comes first. */
function chooseTemplate(templates: MethodTemplates, accept: string | undefined): MethodTemplate | undefined {
  if (templates.size === 0) return undefined;
  const accepted = accept
    ?.split(',')
    .map(toMediaType)
    .find((mediaType) => templates.has(mediaType));
  const template = templates.get(accepted ?? 'application/json') ?? templates.values().next().value;
  // An empty template is the documented way to pass a body on unmapped.
  return template?.source === '' ? undefined : template;
}

function render(template: MethodTemplate, body: Payload, createScope: ScopeFactory): Payload {
  if (!body.isText) throw configurationError("a template can't read a binary body");
  return new Payload(template.render(createScope(body)));
}

function convertReply(
  exchange: Exchange,
  { headers, body }: BackendReply,
  isBinaryType: BinaryMatcher,
  contentHandling: ContentHandling | undefined,
): Payload {
  const isBinary = isBinaryType(findHeader(headers, 'content-type'));
  const wantsBinary = isBinaryType(findHeader(exchange.request.headers, 'accept'));
  return convertPayload(body, isBinary, wantsBinary, contentHandling);
}

/** Text that a client would rather have as bytes is decoded only if it can be: nothing says that a proxied reply is base64. */
function convertProxied(exchange: Exchange, reply: BackendReply, isBinaryType: BinaryMatcher): Payload {
  const isBinary = isBinaryType(findHeader(reply.headers, 'content-type'));
  const wantsBinary = isBinaryType(findHeader(exchange.request.headers, 'accept'));
  return isBinary ? convertPayload(reply.body, true, wantsBinary, undefined) : new Payload(reply.body.text);
}

function toProxyResponse(reply: BackendReply, body: Payload): PreparedResponse {
  const headers = new HeaderList();
  for (const [name, value] of reply.headers) headers.append(name, value);
  return { status: reply.status, headers: headers.toLines(), body, selected: undefined, template: undefined };
}
