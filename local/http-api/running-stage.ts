/** One stage of an HTTP API, ready to serve. */

import type { HttpClient } from '../api-gateway/http-client.ts';
import { createTokenBucket, type TokenBucket, takeFromAll } from '../api-gateway/token-bucket.ts';
import { createAuthorizers } from './authorizers/authorize.ts';
import type { HttpBackends } from './backends.ts';
import { type Cors, createCors } from './cors.ts';
import type { HttpStageDefinition } from './definition.ts';
import { throttled } from './failures.ts';
import { createRouteFinder, type RouteFinder } from './routes.ts';
import { type RunningRoute, startRoute } from './running-route.ts';

export interface RunningStage {
  readonly stage: HttpStageDefinition;
  readonly findRoute: RouteFinder<RunningRoute>;
  readonly cors: Cors;
  /** Throws THROTTLED. */
  readonly admit: (routeKey: string) => void;
}

export function startStage(
  stage: HttpStageDefinition,
  backends: HttpBackends,
  client: HttpClient,
  account: TokenBucket,
): RunningStage {
  const findAuthorizer = createAuthorizers(stage.api, backends);
  const routes = stage.api.routes.map((route) => ({
    routeKey: route.routeKey,
    target: startRoute(route, findAuthorizer(route), backends, client),
  }));
  return {
    stage,
    findRoute: createRouteFinder(routes),
    cors: createCors(stage.api.cors),
    admit: createAdmission(stage, account, backends.now),
  };
}

function createAdmission(
  { defaultThrottle, routeThrottles }: HttpStageDefinition,
  account: TokenBucket,
  now: () => number,
): (routeKey: string) => void {
  const bucketsByRoute = new Map<string, readonly TokenBucket[]>();
  const bucketsFor = (routeKey: string): readonly TokenBucket[] => {
    const throttle = routeThrottles.get(routeKey) ?? defaultThrottle;
    const buckets = throttle === undefined ? [account] : [createTokenBucket(`route ${routeKey}`, throttle), account];
    bucketsByRoute.set(routeKey, buckets);
    return buckets;
  };
  return (routeKey) => {
    const empty = takeFromAll(bucketsByRoute.get(routeKey) ?? bucketsFor(routeKey), now());
    if (empty !== undefined) throw throttled(empty);
  };
}
