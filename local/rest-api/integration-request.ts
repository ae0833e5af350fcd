/** Checkpoint 2, integration request: the client's request becomes the backend's. */

import { findHeader } from '../api-gateway/header-lines.ts';
import { compileUri } from '../api-gateway/uri-template.ts';
import { convertPayload } from './content-handling.ts';
import type { IntegrationDefinition, MethodDefinition, RestApiDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { configurationError, unsupportedMediaType } from './failures.ts';
import {
  applyOverrides,
  compileMappings,
  findRefusedMapping,
  mapParameters,
  type Parameters,
} from './integration-parameters.ts';
import type { BackendRequest } from './integrations/integration.ts';
import { toLambdaEvent } from './integrations/lambda-event.ts';
import { isLambdaUri } from './integrations/lambda-target.ts';
import { type BinaryMatcher, createBinaryMatcher, toMediaType } from './media-types.ts';
import { compileTemplates, type MethodTemplate, type MethodTemplates } from './method-templates.ts';
import { Payload } from './payload.ts';
import { addHttpProxyParameters, setDefaultHeaders } from './request-defaults.ts';
import type { ScopeFactory } from './template-scope.ts';

export interface PreparedRequest {
  readonly request: BackendRequest;
  readonly template: MethodTemplate | undefined;
}

export type IntegrationRequest = (exchange: Exchange, createScope: ScopeFactory) => PreparedRequest;

const DEFAULT_CONTENT_TYPE = 'application/json';

export function compileIntegrationRequest(method: MethodDefinition, api: RestApiDefinition): IntegrationRequest {
  const { integration } = method;
  const { type } = integration;
  const refused = findRefusedMapping(integration);
  // A Lambda proxy maps nothing, but refuses the same mappings.
  const mappings = type === 'AWS_PROXY' ? [] : compileMappings(integration.requestParameters);
  const goesOverHttp = type !== 'MOCK' && !isLambdaUri(integration.uri);
  const prepareBody = compileBody(integration, createBinaryMatcher(api.binaryMediaTypes));
  const toRequest = compileRequest(integration);
  return (exchange, createScope) => {
    if (refused !== undefined) throw configurationError(`the integration may not map the header ${refused}`);
    const clientBody = new Payload(exchange.request.body);
    const parameters = mapParameters(mappings, exchange, clientBody);
    if (type === 'HTTP_PROXY') addHttpProxyParameters(parameters, exchange);
    const { body, template } = prepareBody(exchange, clientBody, createScope);
    if (template) applyOverrides(parameters, exchange);
    if (goesOverHttp) setDefaultHeaders(parameters.header, integration, exchange, api);
    return { request: toRequest(parameters, exchange, body), template };
  };
}

function compileRequest({ httpMethod, uri }: IntegrationDefinition) {
  const toUri = compileUri(uri);
  const takesClientMethod = httpMethod === '' || httpMethod === 'ANY';
  return ({ header, path, querystring }: Parameters, exchange: Exchange, body: Payload): BackendRequest => ({
    method: takesClientMethod ? exchange.httpMethod : httpMethod,
    uri: toUri(path, exchange.stageVariables),
    headers: header.toLines(),
    query: [...querystring].flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    body,
  });
}

type BodyStep = (
  exchange: Exchange,
  clientBody: Payload,
  createScope: ScopeFactory,
) => { readonly body: Payload; readonly template: MethodTemplate | undefined };

function compileBody(integration: IntegrationDefinition, isBinaryType: BinaryMatcher): BodyStep {
  const isProxy = integration.type.endsWith('PROXY');
  const templates = isProxy ? new Map() : compileTemplates(integration.requestTemplates);
  return (exchange, clientBody, createScope) => {
    const contentType = findHeader(exchange.request.headers, 'content-type') ?? DEFAULT_CONTENT_TYPE;
    const template = isProxy ? undefined : chooseTemplate(templates, toMediaType(contentType), integration);
    const isBinary = isBinaryType(contentType);
    const converted = convertPayload(clientBody, isBinary, isBinary, integration.contentHandling);
    if (template !== undefined && template.source !== '') {
      return { body: render(template, converted, createScope), template };
    }
    const isEvent = integration.type === 'AWS_PROXY';
    return { body: isEvent ? new Payload(toLambdaEvent(exchange, converted)) : converted, template: undefined };
  };
}

/** A payload that is still bytes can't go through a template, not even an empty one: CONVERT_TO_TEXT is the cure. */
function render(template: MethodTemplate, body: Payload, createScope: ScopeFactory): Payload {
  if (typeof body.content !== 'string') throw configurationError("a template can't read a binary body");
  return new Payload(template.render(createScope(body)));
}

function chooseTemplate(
  templates: MethodTemplates,
  mediaType: string,
  { passthroughBehavior }: IntegrationDefinition,
): MethodTemplate | undefined {
  const template = templates.get(mediaType) ?? templates.get('$default');
  if (template !== undefined || passthroughBehavior === 'WHEN_NO_MATCH') return template;
  if (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size === 0) return undefined;
  throw unsupportedMediaType(mediaType);
}
