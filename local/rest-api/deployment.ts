/** One deployed snapshot of an API, ready to serve: a router over its compiled methods, and its gateway responses. */

import type { HttpClient } from '../api-gateway/http-client.ts';
import { createRouter, type Router } from '../api-gateway/router.ts';
import { createStageCache } from './admission/cache.ts';
import { createThrottle, type ThrottleOptions } from './admission/throttle.ts';
import { createUsagePlans } from './admission/usage-plans.ts';
import { createAuthorizers } from './authorizers/authorize.ts';
import type { Backends } from './backends.ts';
import { type CompiledMethod, compileMethod, type MethodServices } from './compiled-method.ts';
import type { RestApiDefinition, StageDefinition } from './definition.ts';
import { compileGatewayResponses, type GatewayResponses } from './gateway-responses.ts';

export interface Deployment {
  readonly api: RestApiDefinition;
  readonly isCanary: boolean;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly findRoute: Router<CompiledMethod>;
  readonly gatewayResponses: GatewayResponses;
}

export interface RunningStage {
  readonly stage: StageDefinition;
  readonly main: Deployment;
  readonly canary: { readonly deployment: Deployment; readonly percentTraffic: number } | undefined;
}

/** Throws when a model of the API is broken. */
export function startStage(
  stage: StageDefinition,
  backends: Backends,
  client: HttpClient,
  throttleOptions: ThrottleOptions,
): RunningStage {
  const guards = {
    throttle: createThrottle(stage, backends.now, throttleOptions),
    usagePlans: createUsagePlans(stage, backends.now),
  };
  const cache = stage.cacheClusterEnabled ? createStageCache(stage, backends.now) : undefined;
  const deploy = (api: RestApiDefinition, isCanary: boolean): Deployment => {
    const authorizers = createAuthorizers(api, backends);
    const variables = isCanary ? { ...stage.variables, ...stage.canary?.stageVariableOverrides } : stage.variables;
    return createDeployment(isCanary, variables, { api, backends, client, authorizers, guards, cache });
  };
  const { canary } = stage;
  return {
    stage,
    main: deploy(stage.api, false),
    canary: canary && { deployment: deploy(canary.api, true), percentTraffic: canary.percentTraffic },
  };
}

function createDeployment(
  isCanary: boolean,
  stageVariables: Readonly<Record<string, string>>,
  services: MethodServices,
): Deployment {
  const { api } = services;
  const routables = api.methods.map((method) => ({
    resourcePath: method.resourcePath,
    httpMethod: method.httpMethod,
    target: compileMethod(method, services),
  }));
  return {
    api,
    isCanary,
    stageVariables,
    findRoute: createRouter(routables),
    gatewayResponses: compileGatewayResponses(api),
  };
}

/** `random` is in [0, 1). */
export function chooseDeployment({ main, canary }: RunningStage, random: () => number): Deployment {
  return canary !== undefined && random() * 100 < canary.percentTraffic ? canary.deployment : main;
}
