/** Makes an HTTP API's definition of CloudFormation-shaped parts, filling in API Gateway's defaults. */

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
  CorsDefinition,
  HttpApiDefinition,
  IntegrationDefinition,
  RouteDefinition,
} from './definition.ts';

export interface HttpApiParts {
  readonly apiId: string;
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  /** `CorsConfiguration`. */
  readonly cors?: unknown;
  /** Authorizer name to properties of `AWS::ApiGatewayV2::Authorizer`. */
  readonly authorizers?: Properties | undefined;
  /**
   * Properties of `AWS::ApiGatewayV2::Route`, with `Authorizer` for the authorizer's name and `Integration` for the
   * properties of its `AWS::ApiGatewayV2::Integration`.
   */
  readonly routes: readonly unknown[];
}

const MAX_TIMEOUT_MS = 30_000;
const AUTHORIZER_TYPES = ['JWT', 'REQUEST'] as const;
const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'] as const;
const VERSIONS = ['1.0', '2.0'] as const;

export function toHttpApiDefinition(parts: HttpApiParts): HttpApiDefinition {
  const authorizers = Object.entries(parts.authorizers ?? {});
  return withoutUndefined<HttpApiDefinition>({
    apiId: parts.apiId,
    name: parts.name ?? parts.apiId,
    region: parts.region ?? 'us-east-1',
    accountId: parts.accountId ?? '123456789012',
    cors: isProperties(parts.cors) ? toCors(parts.cors) : undefined,
    authorizers: new Map(authorizers.map(([name, value]) => [name, toAuthorizer(name, toProperties(value))])),
    routes: parts.routes.map((route) => toRoute(toProperties(route))),
  });
}

const toCors = (properties: Properties): CorsDefinition =>
  withoutUndefined<CorsDefinition>({
    allowCredentials: toBoolean(properties.AllowCredentials),
    allowHeaders: toTextList(properties.AllowHeaders),
    allowMethods: toTextList(properties.AllowMethods),
    allowOrigins: toTextList(properties.AllowOrigins),
    exposeHeaders: toTextList(properties.ExposeHeaders),
    maxAge: findNumber(properties.MaxAge),
  });

function toAuthorizer(name: string, properties: Properties): AuthorizerDefinition {
  const { Audience, Issuer } = toProperties(properties.JwtConfiguration);
  return withoutUndefined<AuthorizerDefinition>({
    name,
    type: toOneOf(properties.AuthorizerType, AUTHORIZER_TYPES, 'REQUEST'),
    identitySource: toTextList(properties.IdentitySource),
    issuer: findText(Issuer),
    audience: toTextList(Audience),
    authorizerUri: findText(properties.AuthorizerUri),
    payloadFormatVersion: toOneOf(findText(properties.AuthorizerPayloadFormatVersion), VERSIONS, '1.0'),
    enableSimpleResponses: toBoolean(properties.EnableSimpleResponses),
    authorizerResultTtlInSeconds: findNumber(properties.AuthorizerResultTtlInSeconds) ?? 0,
  });
}

function toRoute(properties: Properties): RouteDefinition {
  return withoutUndefined<RouteDefinition>({
    routeKey: findText(properties.RouteKey) ?? '$default',
    authorizationType: toOneOf(properties.AuthorizationType, AUTHORIZATION_TYPES, 'NONE'),
    authorizer: findText(properties.Authorizer),
    authorizationScopes: toTextList(properties.AuthorizationScopes),
    integration: toIntegration(toProperties(properties.Integration)),
  });
}

function toIntegration(properties: Properties): IntegrationDefinition {
  return {
    type: properties.IntegrationSubtype === undefined ? toType(properties.IntegrationType) : 'UNSUPPORTED',
    method: findText(properties.IntegrationMethod)?.toUpperCase() ?? 'ANY',
    uri: findText(properties.IntegrationUri) ?? '',
    payloadFormatVersion: toOneOf(findText(properties.PayloadFormatVersion), VERSIONS, '1.0'),
    timeoutInMillis: Math.min(findNumber(properties.TimeoutInMillis) ?? MAX_TIMEOUT_MS, MAX_TIMEOUT_MS),
    requestParameters: toTextMap(properties.RequestParameters),
    responseParameters: toResponseParameters(properties.ResponseParameters),
  };
}

const toType = (value: unknown): IntegrationDefinition['type'] =>
  toOneOf(value, ['AWS_PROXY', 'HTTP_PROXY'], 'UNSUPPORTED');

/** CloudFormation lists destinations and sources; the API itself takes a map from one to the other. */
function toResponseParameters(value: unknown): IntegrationDefinition['responseParameters'] {
  const entries = Object.entries(toProperties(value)).map(([status, mappings]) => {
    const { ResponseParameters: listed, ...mapped } = toProperties(mappings);
    const pairs = toList(listed)
      .map(toProperties)
      .map(({ Destination, Source }) => [findText(Destination) ?? '', findText(Source) ?? ''] as const);
    return [status, { ...toTextMap(mapped), ...Object.fromEntries(pairs) }] as const;
  });
  return new Map(entries);
}
