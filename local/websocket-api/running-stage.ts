/** One stage of a WebSocket API, ready to serve: everything that can be worked out before the first message has been. */

import type { ValidateFunction } from 'ajv-draft-04';
import { compileModel } from '../api-gateway/models/models.ts';
import { createTokenBucket, type TokenBucket, takeFromAll } from '../api-gateway/token-bucket.ts';
import { type Authorize, createAuthorizer } from './authorizer.ts';
import type { WebSocketBackends } from './backends.ts';
import type { RouteDefinition, WebSocketApiDefinition, WebSocketStageDefinition } from './definition.ts';
import { forbidden, throttled } from './failures.ts';
import { createIntegration, type Integration } from './integration.ts';
import { compileSelection, type Selection } from './selection.ts';

export interface RunningRoute {
  readonly definition: RouteDefinition;
  readonly integrate: Integration;
  /** Undefined for an open route. */
  readonly authorize: Authorize | undefined;
  /** Whether a message fits the route's model; undefined for a route without one. */
  readonly findModel: ((message: string) => ValidateFunction | undefined) | undefined;
  /** Throws THROTTLED. */
  readonly admit: () => void;
}

export interface RunningStage {
  readonly stage: WebSocketStageDefinition;
  readonly selectRoute: Selection;
  readonly routes: ReadonlyMap<string, RunningRoute>;
}

/** Throws when a model of the API is broken. */
export function startStage(
  stage: WebSocketStageDefinition,
  backends: WebSocketBackends,
  account: TokenBucket,
): RunningStage {
  const routes = stage.api.routes.map(
    (route) => [route.routeKey, startRoute(route, stage, backends, account)] as const,
  );
  return { stage, selectRoute: compileSelection(stage.api.routeSelectionExpression), routes: new Map(routes) };
}

function startRoute(
  route: RouteDefinition,
  stage: WebSocketStageDefinition,
  backends: WebSocketBackends,
  account: TokenBucket,
): RunningRoute {
  const throttle = stage.routeThrottles.get(route.routeKey) ?? stage.defaultThrottle;
  const own = throttle === undefined ? [] : [createTokenBucket(`route ${route.routeKey}`, throttle)];
  return {
    definition: route,
    integrate: createIntegration(route.integration, stage, backends),
    authorize: toAuthorize(route, stage.api, backends),
    findModel: compileModels(route, stage.api),
    admit: () => {
      const empty = takeFromAll([...own, account], backends.now());
      if (empty !== undefined) throw throttled(empty);
    },
  };
}

function toAuthorize(
  { authorizationType, authorizer: name = '' }: RouteDefinition,
  { authorizers }: WebSocketApiDefinition,
  backends: WebSocketBackends,
): Authorize | undefined {
  if (authorizationType === 'NONE') return undefined;
  const authorizer = authorizers.get(name);
  if (authorizationType === 'CUSTOM' && authorizer !== undefined) return createAuthorizer(authorizer, backends);
  return () => Promise.reject(forbidden('The route needs a signed request, or an authorizer that does not exist'));
}

function compileModels(
  { requestModels, modelSelectionExpression }: RouteDefinition,
  api: WebSocketApiDefinition,
): RunningRoute['findModel'] {
  const validators = new Map(Object.entries(requestModels).map(([key, model]) => [key, compileModel(api, model)]));
  if (validators.size === 0) return undefined;
  const select = compileSelection(modelSelectionExpression);
  return (message) => validators.get(select(message)) ?? validators.get('$default');
}
