/** Makes a WebSocket API's definition of CloudFormation-shaped parts, filling in API Gateway's defaults. */

import {
  findNumber,
  findText,
  isProperties,
  type Properties,
  toBoolean,
  toList,
  toOneOf,
  toProperties,
  toTextList,
  toTextMap,
  withoutUndefined,
} from '../api-gateway/properties.ts';
import type {
  AuthorizerDefinition,
  IntegrationDefinition,
  IntegrationResponseDefinition,
  RouteDefinition,
  WebSocketApiDefinition,
} from './definition.ts';

export interface WebSocketApiParts {
  readonly apiId: string;
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  readonly routeSelectionExpression?: string | undefined;
  /** Model name to JSON Schema. */
  readonly models?: Properties | undefined;
  /** Authorizer name to properties of `AWS::ApiGatewayV2::Authorizer`. */
  readonly authorizers?: Properties | undefined;
  /**
   * Properties of `AWS::ApiGatewayV2::Route`, with `Authorizer` for the authorizer's name, `RouteResponses` for the keys
   * of its route responses, and `Integration` for the properties of its `AWS::ApiGatewayV2::Integration`, which has
   * `Responses` for those of its integration responses.
   */
  readonly routes: readonly unknown[];
}

const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'CUSTOM'] as const;
const INTEGRATION_TYPES = ['AWS_PROXY', 'MOCK', 'UNSUPPORTED'] as const;
const MAX_TIMEOUT_MS = 29_000;
const DEFAULT_KEY = '$default';

export function toWebSocketApiDefinition(parts: WebSocketApiParts): WebSocketApiDefinition {
  const authorizers = Object.entries(parts.authorizers ?? {});
  return {
    apiId: parts.apiId,
    name: parts.name ?? parts.apiId,
    region: parts.region ?? 'us-east-1',
    accountId: parts.accountId ?? '123456789012',
    routeSelectionExpression: parts.routeSelectionExpression ?? '$request.body.action',
    models: new Map(Object.entries(parts.models ?? {})),
    authorizers: new Map(authorizers.map(([name, value]) => [name, toAuthorizer(name, toProperties(value))])),
    routes: parts.routes.map((route) => toRoute(toProperties(route))),
  };
}

const toAuthorizer = (name: string, properties: Properties): AuthorizerDefinition => ({
  name,
  authorizerUri: findText(properties.AuthorizerUri) ?? '',
  identitySource: toTextList(properties.IdentitySource),
});

function toRoute(properties: Properties): RouteDefinition {
  const isTwoWay =
    findText(properties.RouteResponseSelectionExpression) === DEFAULT_KEY &&
    toTextList(properties.RouteResponses).includes(DEFAULT_KEY);
  return withoutUndefined<RouteDefinition>({
    routeKey: findText(properties.RouteKey) ?? DEFAULT_KEY,
    authorizationType: toOneOf(properties.AuthorizationType, AUTHORIZATION_TYPES, 'NONE'),
    authorizer: findText(properties.Authorizer),
    isTwoWay,
    modelSelectionExpression: findText(properties.ModelSelectionExpression) ?? DEFAULT_KEY,
    requestModels: toTextMap(properties.RequestModels),
    requestParameters: toRequestParameters(properties.RequestParameters),
    integration: isProperties(properties.Integration) ? toIntegration(properties.Integration) : undefined,
  });
}

/** Each is `{"Required": true}`; some tools write the bare flag. */
function toRequestParameters(value: unknown): Readonly<Record<string, boolean>> {
  const entries = Object.entries(toProperties(value)).map(([name, rule]) => [
    name,
    toBoolean(isProperties(rule) ? rule.Required : rule),
  ]);
  return Object.fromEntries(entries);
}

function toIntegration(properties: Properties): IntegrationDefinition {
  return {
    type: toOneOf(properties.IntegrationType, INTEGRATION_TYPES, 'UNSUPPORTED'),
    uri: findText(properties.IntegrationUri) ?? '',
    timeoutInMillis: Math.min(findNumber(properties.TimeoutInMillis) ?? MAX_TIMEOUT_MS, MAX_TIMEOUT_MS),
    templateSelectionExpression: findText(properties.TemplateSelectionExpression) ?? DEFAULT_KEY,
    requestTemplates: toTextMap(properties.RequestTemplates),
    responses: toList(properties.Responses).map(toProperties).map(toIntegrationResponse),
  };
}

const toIntegrationResponse = (properties: Properties): IntegrationResponseDefinition => ({
  key: findText(properties.IntegrationResponseKey) ?? DEFAULT_KEY,
  templateSelectionExpression: findText(properties.TemplateSelectionExpression) ?? DEFAULT_KEY,
  responseTemplates: toTextMap(properties.ResponseTemplates),
});
