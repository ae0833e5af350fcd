/** Runs one vector of kind `rest`: starts its API on a port, sends its request, and compares. */

import type { StageDefinition, UsagePlanDefinition } from '../../local/rest-api/definition.ts';
import { toRestApiDefinition } from '../../local/rest-api/read-methods.ts';
import { startRestApi } from '../../local/rest-api/server.ts';
import type { Difference } from './expectations.ts';
import { AUTHORIZER_ARN, LAMBDA_ARN, startFakeBackends, USER_POOL_ARN } from './fake-backends.ts';
import { fillIn } from './placeholders.ts';
import { sendAndCheck } from './send-and-check.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { getMembers, isMembers, type Members, type Vector } from './vectors.ts';

const API_ID = 'conform123';
const AUDIENCE = 'conformance-client';
const AUTHORIZER_URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`;

export async function runRest(vector: Vector, issuer: TokenIssuer): Promise<Difference[]> {
  const backend = isMembers(vector.input.backend) ? vector.input.backend : {};
  const fake = await startFakeBackends(backend, issuer);
  const values = { BACKEND: fake.url, LAMBDA_ARN, API_ID, USER_POOL_ARN, ISSUER: issuer.issuer };
  const input = fillIn(vector.input, values);
  const expect = fillIn(vector.expect, values);
  const stage = toStage(getMembers(input, 'api', vector.id));
  const server = await startRestApi({ stages: [stage], backends: fake.backends, port: 0 });
  try {
    const request = getMembers(input, 'request', vector.id);
    return await sendAndCheck({ port: server.port, request, expect, fake, issuer, audience: AUDIENCE });
  } finally {
    await Promise.all([server.close(), fake.close()]);
  }
}

function toStage(api: Members): StageDefinition {
  const variables = toTextMap(api.stageVariables);
  const canary = isMembers(api.canary) ? api.canary : undefined;
  return {
    stageName: String(api.stageName),
    api: toDefinition(api, 'deploy1'),
    variables,
    hasVariables: Object.keys(variables).length > 0,
    methodSettings: new Map(),
    cacheClusterEnabled: false,
    tracingEnabled: false,
    usagePlans: toList(api.UsagePlans).map(toUsagePlan),
    ...(canary && {
      canary: {
        percentTraffic: Number(canary.percentTraffic),
        api: toDefinition({ ...api, methods: canary.methods ?? api.methods }, 'deploy2'),
        stageVariableOverrides: toTextMap(canary.stageVariableOverrides),
        useStageCache: false,
      },
    }),
  };
}

function toDefinition(api: Members, deploymentId: string): StageDefinition['api'] {
  const authorizers = Object.entries(isMembers(api.Authorizers) ? api.Authorizers : {}).map(([name, properties]) => [
    name,
    { AuthorizerUri: AUTHORIZER_URI, ...(isMembers(properties) ? properties : {}) },
  ]);
  return toRestApiDefinition({
    restApiId: API_ID,
    name: 'conformance',
    deploymentId,
    apiKeySourceType: api.ApiKeySourceType ?? api.ApiKeySource,
    binaryMediaTypes: api.BinaryMediaTypes,
    policy: api.Policy,
    models: isMembers(api.Models) ? api.Models : {},
    gatewayResponses: toList(api.GatewayResponses),
    authorizers: Object.fromEntries(authorizers),
    methods: toList(api.methods),
  });
}

function toUsagePlan(plan: Members, index: number): UsagePlanDefinition {
  const quota = isMembers(plan.Quota) ? plan.Quota : undefined;
  const throttle = isMembers(plan.Throttle) ? plan.Throttle : undefined;
  return {
    usagePlanId: `plan${index}`,
    apiKeys: toList(plan.ApiKeys).map(({ Value, Enabled }, keyIndex) => ({
      apiKeyId: `key${index}${keyIndex}`,
      value: String(Value),
      enabled: Enabled !== false,
    })),
    methodThrottles: new Map(),
    ...(quota && {
      quota: { limit: Number(quota.Limit), period: toPeriod(quota.Period), offset: Number(quota.Offset ?? 0) },
    }),
    ...(throttle && {
      throttle: { rateLimit: Number(throttle.RateLimit), burstLimit: Number(throttle.BurstLimit) },
    }),
  };
}

const toPeriod = (period: unknown): 'DAY' | 'WEEK' | 'MONTH' =>
  period === 'WEEK' || period === 'MONTH' ? period : 'DAY';

const toTextMap = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(isMembers(value) ? value : {}).map(([name, member]) => [name, String(member)]));

const toList = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);
