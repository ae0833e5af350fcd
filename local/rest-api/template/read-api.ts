/** Reads one REST API: its OpenAPI body, its Resource and Method resources, or both together. */

import { findText, type Properties, toProperties, toTextList } from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { RestApiDefinition } from '../definition.ts';
import { type OpenApiParts, readOpenApi } from '../openapi/read-openapi.ts';
import { toRestApiDefinition } from '../read-methods.ts';

const NOTHING: OpenApiParts = { name: undefined, models: {}, gatewayResponses: [], authorizers: {}, methods: [] };

/** Throws OpenApiError for a body that can't be read. */
export function readApi(stack: ResourceReader, { physicalId, properties }: StackResource): RestApiDefinition {
  const body = properties.Body === undefined ? NOTHING : readOpenApi(properties.Body);
  const ofType = (type: string) =>
    stack.resources(`AWS::ApiGateway::${type}`).filter((resource) => resource.properties.RestApiId === physicalId);
  const models = ofType('Model').map(({ physicalId: name, properties: model }) => [model.Name ?? name, model.Schema]);
  const authorizers = ofType('Authorizer');
  return toRestApiDefinition({
    restApiId: physicalId,
    name: findText(properties.Name) ?? body.name,
    region: stack.region,
    accountId: stack.accountId,
    apiKeySourceType: properties.ApiKeySourceType ?? body.apiKeySourceType,
    binaryMediaTypes: [...toTextList(body.binaryMediaTypes), ...toTextList(properties.BinaryMediaTypes)],
    // The framework writes an empty text where there is none.
    policy: properties.Policy || body.policy,
    models: { ...body.models, ...Object.fromEntries(models) },
    gatewayResponses: [...(body.gatewayResponses ?? []), ...ofType('GatewayResponse').map((it) => it.properties)],
    authorizers: { ...body.authorizers, ...Object.fromEntries(authorizers.map((it) => [nameOf(it), it.properties])) },
    methods: [...body.methods, ...readMethods(ofType, authorizers)],
  });
}

const nameOf = ({ physicalId, properties }: StackResource): string => findText(properties.Name) ?? physicalId;

type FindResources = (type: string) => readonly StackResource[];

function readMethods(ofType: FindResources, authorizers: readonly StackResource[]): readonly Properties[] {
  const resources = new Map(ofType('Resource').map((resource) => [resource.physicalId, resource.properties]));
  const validators = new Map(ofType('RequestValidator').map((it) => [it.physicalId, it.properties]));
  const authorizerNames = new Map(authorizers.map((it) => [it.physicalId, nameOf(it)]));
  return ofType('Method').map(({ properties }) => ({
    ...properties,
    Path: toPath(resources, findText(properties.ResourceId) ?? ''),
    Authorizer: authorizerNames.get(findText(properties.AuthorizerId) ?? ''),
    RequestValidator: toProperties(validators.get(findText(properties.RequestValidatorId) ?? '')),
  }));
}

/** Whatever is no declared resource is the API's root. */
function toPath(resources: ReadonlyMap<string, Properties>, resourceId: string): string {
  const parts: string[] = [];
  let resource = resources.get(resourceId);
  while (resource !== undefined) {
    parts.unshift(findText(resource.PathPart) ?? '');
    resource = resources.get(findText(resource.ParentId) ?? '');
  }
  return `/${parts.join('/')}`;
}
