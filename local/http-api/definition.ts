/** What an HTTP API is: routes, integrations and authorizers in the words of CloudFormation, with every default filled in. */

import type { Throttle } from '../api-gateway/token-bucket.ts';

export interface HttpApiDefinition {
  readonly apiId: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly cors?: CorsDefinition;
  readonly authorizers: ReadonlyMap<string, AuthorizerDefinition>;
  readonly routes: readonly RouteDefinition[];
}

export interface CorsDefinition {
  readonly allowCredentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly allowMethods: readonly string[];
  /** Exact origins, `*`, or a scheme for all its origins, such as `https://*`. */
  readonly allowOrigins: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAge?: number;
}

export interface RouteDefinition {
  /** Such as `GET /books/{bookId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly authorizationType: 'NONE' | 'AWS_IAM' | 'JWT' | 'CUSTOM';
  /** Name of an entry of `authorizers`. */
  readonly authorizer?: string;
  readonly authorizationScopes: readonly string[];
  readonly integration: IntegrationDefinition;
}

export interface IntegrationDefinition {
  /** `UNSUPPORTED` stands for all that does not run here; it is named at start-up. */
  readonly type: 'AWS_PROXY' | 'HTTP_PROXY' | 'UNSUPPORTED';
  /** HTTP_PROXY: the method towards the backend; `ANY` passes the client's on. */
  readonly method: string;
  /** A function's ARN or invocation URI, or an address. */
  readonly uri: string;
  readonly payloadFormatVersion: '1.0' | '2.0';
  readonly timeoutInMillis: number;
  /** `append|overwrite|remove:header|querystring.name` or `overwrite:path` to a source expression. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** Status code to `append|overwrite|remove:header.name` or `overwrite:statuscode` with its source expression. */
  readonly responseParameters: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export interface AuthorizerDefinition {
  readonly name: string;
  readonly type: 'JWT' | 'REQUEST';
  /** `$request.header.name`, `$request.querystring.name`, `$context.name` or `$stageVariables.name`. */
  readonly identitySource: readonly string[];
  /** JWT. */
  readonly issuer?: string;
  readonly audience: readonly string[];
  /** REQUEST: the invocation URI. */
  readonly authorizerUri?: string;
  readonly payloadFormatVersion: '1.0' | '2.0';
  readonly enableSimpleResponses: boolean;
  readonly authorizerResultTtlInSeconds: number;
}

export interface HttpStageDefinition {
  /** `$default` is served without a prefix. */
  readonly stageName: string;
  readonly api: HttpApiDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: Throttle;
  /** Route key to its own limit. */
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
}
