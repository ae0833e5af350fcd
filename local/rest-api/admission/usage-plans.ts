/** API keys and the limits of their usage plan. Source: "Usage plans and API keys for REST APIs in API Gateway". */

import type { Step } from '../../api-gateway/record.ts';
import { createTokenBucket, type Throttle, type TokenBucket, takeFromAll } from '../../api-gateway/token-bucket.ts';
import type { ApiKeyDefinition, StageDefinition, UsagePlanDefinition } from '../definition.ts';
import { throttled } from '../failures.ts';
import { GatewayError } from '../gateway-error.ts';
import { createQuotaCounter, type QuotaCounter } from './quota.ts';

interface AdmittedKey {
  readonly apiKeyId: string;
  /** The key's value, for `$context.identity.apiKey`. */
  readonly apiKey: string;
  readonly step: Step;
}

export interface UsagePlans {
  /** Throws INVALID_API_KEY, THROTTLED or QUOTA_EXCEEDED. */
  readonly admit: (keyValue: string | undefined, resourcePath: string, httpMethod: string) => AdmittedKey;
}

/** What one key has used of one plan. */
interface Subscription {
  readonly key: ApiKeyDefinition;
  readonly plan: UsagePlanDefinition;
  readonly quota: QuotaCounter | undefined;
  readonly buckets: Map<string, TokenBucket>;
}

/** `now` tells milliseconds. */
export function createUsagePlans(stage: StageDefinition, now: () => number): UsagePlans {
  const subscriptions = new Map(stage.usagePlans.flatMap(toSubscriptions));
  return {
    admit: (keyValue, resourcePath, httpMethod) => {
      const subscription = getSubscription(subscriptions, keyValue);
      const bucket = findBucket(subscription, resourcePath, httpMethod);
      const empty = bucket && takeFromAll([bucket], now());
      if (empty !== undefined) throw throttled(empty);
      const remaining = subscription.quota?.count(now());
      return toAdmittedKey(subscription, remaining);
    },
  };
}

function toSubscriptions(plan: UsagePlanDefinition): [string, Subscription][] {
  return plan.apiKeys.map((key) => {
    const quota = plan.quota === undefined ? undefined : createQuotaCounter(plan.quota);
    return [key.value, { key, plan, quota, buckets: new Map() }];
  });
}

function getSubscription(subscriptions: ReadonlyMap<string, Subscription>, keyValue: string | undefined): Subscription {
  if (keyValue === undefined || keyValue === '') throw forbidden('No API key was sent');
  const subscription = subscriptions.get(keyValue);
  if (subscription === undefined) throw forbidden('The API key belongs to no usage plan of this stage');
  if (!subscription.key.enabled) throw forbidden('The API key is disabled');
  return subscription;
}

/** A method's own throttle takes the place of the plan's. */
function findBucket(subscription: Subscription, resourcePath: string, httpMethod: string): TokenBucket | undefined {
  const { buckets, key, plan } = subscription;
  const ownMethod = [`${resourcePath}/${httpMethod}`, `${resourcePath}/ANY`].find((name) =>
    plan.methodThrottles.has(name),
  );
  const throttle: Throttle | undefined = ownMethod === undefined ? plan.throttle : plan.methodThrottles.get(ownMethod);
  if (throttle === undefined) return undefined;
  const name = `key ${key.apiKeyId} in plan ${plan.usagePlanId}${ownMethod === undefined ? '' : ` for ${ownMethod}`}`;
  const bucket = buckets.get(name) ?? createTokenBucket(name, throttle);
  buckets.set(name, bucket);
  return bucket;
}

function toAdmittedKey({ key, plan }: Subscription, remaining: number | undefined): AdmittedKey {
  const detail = { usagePlanId: plan.usagePlanId, ...(remaining === undefined ? {} : { quotaRemaining: remaining }) };
  return {
    apiKeyId: key.apiKeyId,
    apiKey: key.value,
    step: { name: 'apiKey', verdict: `admitted as key ${key.apiKeyId}`, detail },
  };
}

const forbidden = (reason: string): GatewayError =>
  new GatewayError('INVALID_API_KEY', { status: 403, errorType: 'ForbiddenException', message: 'Forbidden', reason });
