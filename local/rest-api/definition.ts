/** What a REST API is: its methods and their four checkpoints, in the words of CloudFormation and with every default filled in. */

import type { Throttle } from '../api-gateway/token-bucket.ts';

/** One deployed snapshot of an API. A stage serves one, or two while it has a canary. */
export interface RestApiDefinition {
  readonly restApiId: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly deploymentId: string;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: readonly string[];
  /** Resource policy (an IAM policy document), if the API has one. */
  readonly policy?: unknown;
  /** Model name to JSON Schema (draft 4). */
  readonly models: ReadonlyMap<string, unknown>;
  /** Response type, such as `DEFAULT_4XX`, to its customisation. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponseDefinition>;
  readonly authorizers: ReadonlyMap<string, AuthorizerDefinition>;
  readonly methods: readonly MethodDefinition[];
}

export interface GatewayResponseDefinition {
  readonly statusCode?: number;
  /** `gatewayresponse.header.Name` to its source expression. */
  readonly responseParameters: Readonly<Record<string, string>>;
  /** Content type to template (plain substitution, not VTL). */
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface AuthorizerDefinition {
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS';
  /** Lambda authorizers: the invocation URI. */
  readonly authorizerUri?: string;
  /** Comma-separated `method.request.…`, `context.…` and `stageVariables.…` expressions. */
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  readonly authorizerResultTtlInSeconds: number;
  /** COGNITO_USER_POOLS: the pools' ARNs. */
  readonly providerArns: readonly string[];
}

export interface MethodDefinition {
  readonly resourceId: string;
  /** The template path, such as `/books/{bookId}` or `/{proxy+}`. */
  readonly resourcePath: string;
  /** An HTTP method, or `ANY`. */
  readonly httpMethod: string;
  readonly operationName?: string;
  readonly apiKeyRequired: boolean;
  readonly authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS';
  /** Name of an entry of `authorizers`. */
  readonly authorizer?: string;
  readonly authorizationScopes: readonly string[];
  /** `method.request.path|querystring|header.name` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Content type to model name. */
  readonly requestModels: Readonly<Record<string, string>>;
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
  /** Status code to the headers that the method response declares. */
  readonly methodResponses: ReadonlyMap<string, MethodResponseDefinition>;
  readonly integration: IntegrationDefinition;
}

export interface MethodResponseDefinition {
  /** `method.response.header.Name` to whether it is required (AWS enforces neither). */
  readonly responseParameters: Readonly<Record<string, boolean>>;
  readonly responseModels: Readonly<Record<string, string>>;
}

export type ContentHandling = 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';

export interface IntegrationDefinition {
  readonly type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly httpMethod: string;
  readonly uri: string;
  readonly credentials?: string;
  /** `integration.request.path|querystring|header.name` to its source expression. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** Content type to VTL. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly contentHandling?: ContentHandling;
  readonly timeoutInMillis: number;
  readonly cacheKeyParameters: readonly string[];
  readonly cacheNamespace: string;
  readonly integrationResponses: readonly IntegrationResponseDefinition[];
}

export interface IntegrationResponseDefinition {
  readonly statusCode: string;
  /** Java regular expression over the whole text; undefined or empty marks the default. */
  readonly selectionPattern?: string;
  /** `method.response.header.Name` to its source expression. */
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly contentHandling?: ContentHandling;
}

/** A stage: which snapshot is live under which name, and the settings around it. */
export interface StageDefinition {
  readonly stageName: string;
  readonly api: RestApiDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly hasVariables: boolean;
  /** Resource path and HTTP method as one key, `/books/GET`, or the wildcard for all methods, to its overrides. */
  readonly methodSettings: ReadonlyMap<string, MethodSettings>;
  readonly cacheClusterEnabled: boolean;
  readonly canary?: CanarySettings;
  readonly accessLogFormat?: string;
  readonly tracingEnabled: boolean;
  readonly usagePlans: readonly UsagePlanDefinition[];
}

export interface MethodSettings {
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
  readonly cachingEnabled?: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?:
    | 'FAIL_WITH_403'
    | 'SUCCEED_WITH_RESPONSE_HEADER'
    | 'SUCCEED_WITHOUT_RESPONSE_HEADER';
}

export interface CanarySettings {
  /** 0.0–100.0 */
  readonly percentTraffic: number;
  readonly api: RestApiDefinition;
  readonly stageVariableOverrides: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
}

export interface UsagePlanDefinition {
  readonly usagePlanId: string;
  readonly apiKeys: readonly ApiKeyDefinition[];
  readonly throttle?: Throttle;
  readonly quota?: { readonly limit: number; readonly period: 'DAY' | 'WEEK' | 'MONTH'; readonly offset: number };
  /** `/path/METHOD` to its own limit within this plan. */
  readonly methodThrottles: ReadonlyMap<string, Throttle>;
}

export interface ApiKeyDefinition {
  readonly apiKeyId: string;
  readonly value: string;
  readonly enabled: boolean;
}
