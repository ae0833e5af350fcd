/** What a WebSocket API is: routes, integrations and authorizers in the words of CloudFormation, with every default filled in. */

import type { Throttle } from '../api-gateway/token-bucket.ts';

export interface WebSocketApiDefinition {
  readonly apiId: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** Such as `$request.body.action`. */
  readonly routeSelectionExpression: string;
  /** Model name to JSON Schema (draft 4). */
  readonly models: ReadonlyMap<string, unknown>;
  readonly authorizers: ReadonlyMap<string, AuthorizerDefinition>;
  readonly routes: readonly RouteDefinition[];
}

export interface RouteDefinition {
  /** `$connect`, `$disconnect`, `$default`, or what the selection expression gives. */
  readonly routeKey: string;
  /** Only `$connect` is ever authorized. */
  readonly authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM';
  /** Name of an entry of `authorizers`. */
  readonly authorizer?: string;
  /** Whether what the integration answers goes back to the client. */
  readonly isTwoWay: boolean;
  readonly modelSelectionExpression: string;
  /** What that expression gives, or `$default`, to a model's name. */
  readonly requestModels: Readonly<Record<string, string>>;
  /** `$connect`: `route.request.querystring|header.name` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Undefined for a route without a target. */
  readonly integration?: IntegrationDefinition;
}

export interface IntegrationDefinition {
  /** `UNSUPPORTED` stands for all that does not run here; it is named at start-up. */
  readonly type: 'AWS_PROXY' | 'MOCK' | 'UNSUPPORTED';
  readonly uri: string;
  readonly timeoutInMillis: number;
  readonly templateSelectionExpression: string;
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly IntegrationResponseDefinition[];
}

export interface IntegrationResponseDefinition {
  /** `$default`, or a pattern for the status between slashes, such as `/2\d\d/`. */
  readonly key: string;
  readonly templateSelectionExpression: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface AuthorizerDefinition {
  readonly name: string;
  readonly authorizerUri: string;
  /** `route.request.header.name`, `route.request.querystring.name`, `context.name` or `stageVariables.name`. */
  readonly identitySource: readonly string[];
}

export interface WebSocketStageDefinition {
  readonly stageName: string;
  readonly api: WebSocketApiDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle?: Throttle;
  /** Route key to its own limit. */
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
}
