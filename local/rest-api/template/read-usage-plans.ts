/** Reads the usage plans of one stage, with the API keys that belong to them. */

import { createHash } from 'node:crypto';
import {
  findNumber,
  findText,
  type Properties,
  toBoolean,
  toList,
  toOneOf,
  toProperties,
  withoutUndefined,
} from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import type { Throttle } from '../../api-gateway/token-bucket.ts';
import type { ApiKeyDefinition, UsagePlanDefinition } from '../definition.ts';

export function readUsagePlans(
  stack: ResourceReader,
  restApiId: string,
  stageName: string,
): readonly UsagePlanDefinition[] {
  return stack.resources('AWS::ApiGateway::UsagePlan').flatMap(({ physicalId, properties }) => {
    const apiStage = toList(properties.ApiStages)
      .map(toProperties)
      .find(({ ApiId, Stage }) => ApiId === restApiId && Stage === stageName);
    if (apiStage === undefined) return [];
    const apiKeys = readKeys(stack, physicalId);
    return [toUsagePlan(physicalId, properties, apiKeys, toProperties(apiStage.Throttle))];
  });
}

/** CloudFormation-shaped plan and keys to a definition; `methodThrottles` has a throttle for `/path/METHOD`. */
export function toUsagePlan(
  usagePlanId: string,
  { Throttle: throttle, Quota }: Properties,
  apiKeys: readonly ApiKeyDefinition[],
  methodThrottles: Properties = {},
): UsagePlanDefinition {
  return withoutUndefined<UsagePlanDefinition>({
    usagePlanId,
    apiKeys,
    throttle: toThrottle(throttle),
    quota: toQuota(Quota),
    methodThrottles: new Map(
      Object.entries(methodThrottles).flatMap(([method, value]): [string, Throttle][] => {
        const own = toThrottle(value);
        return own ? [[method, own]] : [];
      }),
    ),
  });
}

/** A limit that is not stated is the account's. Source: "Amazon API Gateway quotas". */
function toThrottle(value: unknown): Throttle | undefined {
  if (value === undefined) return undefined;
  const { RateLimit, BurstLimit } = toProperties(value);
  return { rateLimit: findNumber(RateLimit) ?? 10_000, burstLimit: findNumber(BurstLimit) ?? 5_000 };
}

function toQuota(value: unknown): UsagePlanDefinition['quota'] {
  const { Limit, Period, Offset } = toProperties(value);
  const limit = findNumber(Limit);
  if (limit === undefined) return undefined;
  return { limit, period: toOneOf(Period, ['DAY', 'WEEK', 'MONTH'], 'DAY'), offset: findNumber(Offset) ?? 0 };
}

function readKeys(stack: ResourceReader, usagePlanId: string): readonly ApiKeyDefinition[] {
  const keyIds = stack
    .resources('AWS::ApiGateway::UsagePlanKey')
    .filter(({ properties }) => properties.UsagePlanId === usagePlanId)
    .map(({ properties }) => properties.KeyId);
  return stack
    .resources('AWS::ApiGateway::ApiKey')
    .filter(({ physicalId }) => keyIds.includes(physicalId))
    .map(({ physicalId, properties }) => toApiKey(physicalId, properties));
}

/** AWS makes up a value where none is stated; here it is the same at every start. */
export function toApiKey(apiKeyId: string, { Value, Enabled }: Properties): ApiKeyDefinition {
  const made = createHash('sha256').update(apiKeyId).digest('hex').slice(0, 40);
  return { apiKeyId, value: findText(Value) ?? made, enabled: toBoolean(Enabled) };
}
