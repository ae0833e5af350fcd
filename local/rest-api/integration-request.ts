/** Checkpoint 2, integration request: the client's request becomes the backend's. */

import { convertPayload } from './content-handling.ts';
import type { IntegrationDefinition, MethodDefinition, RestApiDefinition } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { configurationError, invalidJsonBody, unsupportedMediaType } from './failures.ts';
import { HeaderList } from './header-list.ts';
import { findHeader, refusedMappings } from './headers.ts';
import type { BackendRequest } from './integrations/integration.ts';
import { toLambdaEvent } from './integrations/lambda-event.ts';
import { type BinaryMatcher, createBinaryMatcher, toMediaType } from './media-types.ts';
import { compileTemplates, type MethodTemplate, type MethodTemplates } from './method-templates.ts';
import { readOverrides } from './overrides.ts';
import { compileRequestSource, type MappedValue, type RequestSource } from './parameter-mapping.ts';
import { Payload } from './payload.ts';
import { addHttpProxyParameters, setDefaultHeaders } from './request-defaults.ts';
import { emptyMap } from './request-parameters.ts';
import type { ScopeFactory } from './template-scope.ts';
import { compileUri } from './uri-template.ts';

export interface PreparedRequest {
  readonly request: BackendRequest;
  readonly template: MethodTemplate | undefined;
}

export type IntegrationRequest = (exchange: Exchange, createScope: ScopeFactory) => PreparedRequest;

/** The parts that mappings and overrides write to. */
export interface Parameters {
  readonly header: HeaderList;
  readonly path: Record<string, string>;
  readonly querystring: Map<string, readonly string[]>;
}

const DEFAULT_CONTENT_TYPE = 'application/json';

export function compileIntegrationRequest(method: MethodDefinition, api: RestApiDefinition): IntegrationRequest {
  const { integration } = method;
  const refused = findRefusedMapping(integration);
  const isLambdaProxy = integration.type === 'AWS_PROXY';
  // A Lambda proxy maps nothing, but refuses the same mappings.
  const mappings = isLambdaProxy ? [] : compileMappings(integration.requestParameters);
  const hasHeaders = !isLambdaProxy && integration.type !== 'MOCK';
  const prepareBody = compileBody(integration, createBinaryMatcher(api.binaryMediaTypes));
  const toUri = compileUri(integration.uri);
  return (exchange, createScope) => {
    if (refused !== undefined) throw configurationError(`the integration may not map the header ${refused}`);
    const clientBody = new Payload(exchange.request.body);
    const parameters = mapParameters(mappings, exchange, clientBody);
    if (integration.type === 'HTTP_PROXY') addHttpProxyParameters(parameters, exchange);
    const { body, template } = prepareBody(exchange, clientBody, createScope);
    if (template) applyOverrides(parameters, exchange);
    if (hasHeaders) setDefaultHeaders(parameters.header, integration, exchange, api);
    const request: BackendRequest = {
      method:
        integration.httpMethod === '' || integration.httpMethod === 'ANY'
          ? exchange.httpMethod
          : integration.httpMethod,
      uri: toUri(parameters.path, exchange.stageVariables),
      headers: parameters.header.toLines(),
      query: [...parameters.querystring].flatMap(([name, values]) => values.map((value) => [name, value] as const)),
      body,
    };
    return { request, template };
  };
}

function findRefusedMapping(integration: IntegrationDefinition): string | undefined {
  const refused = refusedMappings(integration.type);
  return Object.keys(integration.requestParameters)
    .map((target) => /^integration\.request\.header\.(.+)$/.exec(target)?.[1])
    .find((name) => name !== undefined && refused.has(name.toLowerCase()));
}

interface Mapping {
  readonly location: string;
  readonly name: string;
  readonly source: RequestSource;
}

function compileMappings(requestParameters: Readonly<Record<string, string>>): readonly Mapping[] {
  return Object.entries(requestParameters).flatMap(([target, expression]) => {
    const [, location, name] = /^integration\.request\.(header|path|querystring)\.(.+)$/.exec(target) ?? [];
    if (location === undefined || name === undefined) return [];
    return [{ location, name, source: compileRequestSource(expression) }];
  });
}

function mapParameters(mappings: readonly Mapping[], exchange: Exchange, body: Payload): Parameters {
  const parameters: Parameters = { header: new HeaderList(), path: emptyMap(), querystring: new Map() };
  for (const { location, name, source } of mappings) {
    const value = readSource(source, exchange, body);
    if (value !== undefined && value.length > 0) setParameter(parameters, location, name, value);
  }
  return parameters;
}

function readSource(source: RequestSource, exchange: Exchange, body: Payload): MappedValue | undefined {
  try {
    return source(exchange, body);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidJsonBody();
    throw error;
  }
}

function setParameter(parameters: Parameters, location: string, name: string, value: MappedValue): void {
  const values = typeof value === 'string' ? [value] : value;
  if (location === 'querystring') parameters.querystring.set(name, values);
  else if (location === 'path') parameters.path[name] = values.join(',');
  else parameters.header.set(name, values.join(','));
}

function applyOverrides(parameters: Parameters, exchange: Exchange): void {
  for (const location of ['header', 'path', 'querystring'] as const) {
    for (const [name, values] of readOverrides(exchange, 'requestOverride', location)) {
      setParameter(parameters, location, name, values);
    }
  }
}

type BodyStep = (
  exchange: Exchange,
  clientBody: Payload,
  createScope: ScopeFactory,
) => { readonly body: Payload; readonly template: MethodTemplate | undefined };

function compileBody(integration: IntegrationDefinition, isBinaryType: BinaryMatcher): BodyStep {
  const templates = integration.type.endsWith('PROXY') ? new Map() : compileTemplates(integration.requestTemplates);
  return (exchange, clientBody, createScope) => {
    const contentType = findHeader(exchange.request.headers, 'content-type') ?? DEFAULT_CONTENT_TYPE;
    const template = chooseTemplate(templates, toMediaType(contentType), integration);
    const isBinary = isBinaryType(contentType);
    const converted = convertPayload(clientBody, isBinary, isBinary, integration.contentHandling);
    if (integration.type === 'AWS_PROXY')
      return { body: new Payload(toLambdaEvent(exchange, converted)), template: undefined };
    if (template === undefined || template.source === '') return { body: converted, template: undefined };
    // A payload that is still bytes can't go through a template, even an empty one: CONVERT_TO_TEXT is the cure.
    if (typeof converted.content !== 'string') throw configurationError("a template can't read a binary body");
    return { body: new Payload(template.render(createScope(converted))), template };
  };
}

function chooseTemplate(
  templates: MethodTemplates,
  mediaType: string,
  { type, passthroughBehavior }: IntegrationDefinition,
): MethodTemplate | undefined {
  const template = templates.get(mediaType) ?? templates.get('$default');
  if (template !== undefined || type.endsWith('PROXY') || passthroughBehavior === 'WHEN_NO_MATCH') return template;
  if (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size === 0) return undefined;
  throw unsupportedMediaType(mediaType);
}
