/** Makes a REST API's definition of CloudFormation-shaped parts, filling in API Gateway's defaults. */

import { createHash } from 'node:crypto';
import {
  findNumber,
  findText,
  type Properties,
  toBoolean,
  toBooleanMap,
  toList,
  toOneOf,
  toProperties,
  toTextList,
  toTextMap,
  withoutUndefined,
} from '../api-gateway/properties.ts';
import type {
  AuthorizerDefinition,
  GatewayResponseDefinition,
  MethodDefinition,
  MethodResponseDefinition,
  RestApiDefinition,
} from './definition.ts';
import { toIntegrationDefinition } from './read-integration.ts';

export interface RestApiParts {
  readonly restApiId: string;
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  readonly deploymentId?: string | undefined;
  /** `HEADER` or `AUTHORIZER`. */
  readonly apiKeySourceType?: unknown;
  readonly binaryMediaTypes?: unknown;
  readonly policy?: unknown;
  /** Model name to JSON Schema. */
  readonly models?: Properties | undefined;
  /** Properties of `AWS::ApiGateway::GatewayResponse`. */
  readonly gatewayResponses?: readonly unknown[] | undefined;
  /** Authorizer name to properties of `AWS::ApiGateway::Authorizer`. */
  readonly authorizers?: Properties | undefined;
  /**
   * Properties of `AWS::ApiGateway::Method`, with `Path` for the resource's path, `Authorizer` for the authorizer's
   * name and `RequestValidator` for the validator's two flags.
   */
  readonly methods: readonly unknown[];
}

const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const;
const AUTHORIZER_TYPES = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const;
const DEFAULT_AUTHORIZER_TTL_SECONDS = 300;

export function toRestApiDefinition(parts: RestApiParts): RestApiDefinition {
  return {
    restApiId: parts.restApiId,
    name: parts.name ?? parts.restApiId,
    region: parts.region ?? 'us-east-1',
    accountId: parts.accountId ?? '123456789012',
    deploymentId: parts.deploymentId ?? shortId(parts.restApiId),
    apiKeySource: toOneOf(parts.apiKeySourceType, ['HEADER', 'AUTHORIZER'], 'HEADER'),
    binaryMediaTypes: toTextList(parts.binaryMediaTypes),
    ...(parts.policy === undefined ? {} : { policy: parts.policy }),
    models: new Map(Object.entries(parts.models ?? {})),
    gatewayResponses: new Map((parts.gatewayResponses ?? []).map(toProperties).map(toGatewayResponse)),
    authorizers: new Map(
      Object.entries(parts.authorizers ?? {}).map(([name, value]) => [name, toAuthorizer(name, toProperties(value))]),
    ),
    methods: parts.methods.map((method) => toMethod(toProperties(method))),
  };
}

function toGatewayResponse(properties: Properties): [string, GatewayResponseDefinition] {
  const definition = withoutUndefined<GatewayResponseDefinition>({
    statusCode: findNumber(properties.StatusCode),
    responseParameters: toTextMap(properties.ResponseParameters),
    responseTemplates: toTextMap(properties.ResponseTemplates),
  });
  return [findText(properties.ResponseType) ?? '', definition];
}

function toAuthorizer(name: string, properties: Properties): AuthorizerDefinition {
  return withoutUndefined<AuthorizerDefinition>({
    name,
    type: toOneOf(properties.Type, AUTHORIZER_TYPES, 'TOKEN'),
    authorizerUri: findText(properties.AuthorizerUri),
    identitySource: findText(properties.IdentitySource),
    identityValidationExpression: findText(properties.IdentityValidationExpression),
    authorizerResultTtlInSeconds: findNumber(properties.AuthorizerResultTtlInSeconds) ?? DEFAULT_AUTHORIZER_TTL_SECONDS,
    providerArns: toTextList(properties.ProviderARNs),
  });
}

function toMethod(properties: Properties): MethodDefinition {
  const resourcePath = findText(properties.Path) ?? '/';
  const resourceId = findText(properties.ResourceId) ?? shortId(resourcePath);
  const validator = toProperties(properties.RequestValidator);
  return withoutUndefined<MethodDefinition>({
    resourceId,
    resourcePath,
    httpMethod: (findText(properties.HttpMethod) ?? 'ANY').toUpperCase(),
    operationName: findText(properties.OperationName),
    apiKeyRequired: toBoolean(properties.ApiKeyRequired),
    authorizationType: toOneOf(properties.AuthorizationType, AUTHORIZATION_TYPES, 'NONE'),
    authorizer: findText(properties.Authorizer),
    authorizationScopes: toTextList(properties.AuthorizationScopes),
    requestParameters: toBooleanMap(properties.RequestParameters),
    requestModels: toTextMap(properties.RequestModels),
    validateRequestBody: toBoolean(validator.ValidateRequestBody),
    validateRequestParameters: toBoolean(validator.ValidateRequestParameters),
    methodResponses: new Map(toList(properties.MethodResponses).map(toProperties).map(toMethodResponse)),
    integration: toIntegrationDefinition(toProperties(properties.Integration), resourceId),
  });
}

function toMethodResponse(properties: Properties): [string, MethodResponseDefinition] {
  const definition = {
    responseParameters: toBooleanMap(properties.ResponseParameters),
    responseModels: toTextMap(properties.ResponseModels),
  };
  return [findText(properties.StatusCode) ?? '200', definition];
}

/** Six lower-case letters and digits that stay the same for the same text. */
export function shortId(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${digest.slice(0, 12)}`)
    .toString(36)
    .slice(0, 6)
    .padEnd(6, '0');
}
