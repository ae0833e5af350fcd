/** Reads every REST API stage that a stack declares, with the API behind it and the usage plans in front of it. */

import {
  findNumber,
  findText,
  type Properties,
  toBoolean,
  toList,
  toOneOf,
  toProperties,
  toTextMap,
  withoutUndefined,
} from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { CanarySettings, MethodSettings, RestApiDefinition, StageDefinition } from '../definition.ts';
import { readApi } from './read-api.ts';
import { readUsagePlans } from './read-usage-plans.ts';

/** Throws OpenApiError for a body that can't be read. */
export function readStages(stack: ResourceReader): readonly StageDefinition[] {
  const apis = new Map(stack.resources('AWS::ApiGateway::RestApi').map((api) => [api.physicalId, readApi(stack, api)]));
  const declared = stack.resources('AWS::ApiGateway::Stage').map(({ properties }) => properties);
  const inline = stack.resources('AWS::ApiGateway::Deployment').flatMap(toInlineStage);
  return [...declared, ...inline].flatMap((properties) => {
    const restApiId = findText(properties.RestApiId) ?? '';
    const api = apis.get(restApiId);
    return api === undefined ? [] : [toStage(stack, properties, api)];
  });
}

/** A deployment that names a stage makes it. */
function toInlineStage({ physicalId, properties }: StackResource): readonly Properties[] {
  if (properties.StageName === undefined) return [];
  const { RestApiId, StageName } = properties;
  return [{ ...toProperties(properties.StageDescription), RestApiId, StageName, DeploymentId: physicalId }];
}

function toStage(stack: ResourceReader, properties: Properties, api: RestApiDefinition): StageDefinition {
  const stageName = findText(properties.StageName) ?? 'default';
  const variables = toTextMap(properties.Variables);
  const deployed = { ...api, deploymentId: findText(properties.DeploymentId) ?? api.deploymentId };
  return withoutUndefined<StageDefinition>({
    stageName,
    api: deployed,
    variables,
    hasVariables: Object.keys(variables).length > 0,
    methodSettings: new Map(toList(properties.MethodSettings).map(toProperties).map(toMethodSettings)),
    cacheClusterEnabled: toBoolean(properties.CacheClusterEnabled),
    canary: readCanary(properties.CanarySetting, deployed),
    accessLogFormat: findText(toProperties(properties.AccessLogSetting).Format),
    tracingEnabled: toBoolean(properties.TracingEnabled),
    usagePlans: readUsagePlans(stack, api.restApiId, stageName),
  });
}

/** One template holds one body: the canary serves the same API under its own deployment and variables. */
function readCanary(value: unknown, api: RestApiDefinition): CanarySettings | undefined {
  if (value === undefined) return undefined;
  const canary = toProperties(value);
  return {
    percentTraffic: findNumber(canary.PercentTraffic) ?? 0,
    api: { ...api, deploymentId: findText(canary.DeploymentId) ?? api.deploymentId },
    stageVariableOverrides: toTextMap(canary.StageVariableOverrides),
    useStageCache: toBoolean(canary.UseStageCache),
  };
}

const STRATEGIES = ['SUCCEED_WITH_RESPONSE_HEADER', 'FAIL_WITH_403', 'SUCCEED_WITHOUT_RESPONSE_HEADER'] as const;

function toMethodSettings(properties: Properties): [string, MethodSettings] {
  const optional = (value: unknown) => (value === undefined ? undefined : toBoolean(value));
  const strategy = properties.UnauthorizedCacheControlHeaderStrategy;
  const settings = withoutUndefined<MethodSettings>({
    throttlingRateLimit: findNumber(properties.ThrottlingRateLimit),
    throttlingBurstLimit: findNumber(properties.ThrottlingBurstLimit),
    cachingEnabled: optional(properties.CachingEnabled),
    cacheTtlInSeconds: findNumber(properties.CacheTtlInSeconds),
    requireAuthorizationForCacheControl: optional(properties.RequireAuthorizationForCacheControl),
    unauthorizedCacheControlHeaderStrategy:
      strategy === undefined ? undefined : toOneOf(strategy, STRATEGIES, 'SUCCEED_WITH_RESPONSE_HEADER'),
  });
  return [toSettingsKey(findText(properties.ResourcePath) ?? '/*', findText(properties.HttpMethod) ?? '*'), settings];
}

/** `/~1books~1{bookId}` is how CloudFormation writes the path `/books/{bookId}` here. */
function toSettingsKey(resourcePath: string, httpMethod: string): string {
  if (resourcePath === '/*' || resourcePath === '*') return '*/*';
  const decoded = resourcePath.startsWith('/~1') ? resourcePath.slice(1).replaceAll('~1', '/') : resourcePath;
  return `${decoded}/${httpMethod}`;
}
