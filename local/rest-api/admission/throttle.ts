/** Throttling by a stage's settings and by the account. A usage plan's limits come before these. */

import type { StageDefinition } from '../definition.ts';
import type { Step } from '../record.ts';
import { ownSettings, stageSettings } from './method-settings.ts';
import { createTokenBucket, type TokenBucket, takeFromAll } from './token-bucket.ts';

/** The quota of a new account. Source: "Amazon API Gateway quotas". */
const ACCOUNT_RATE_LIMIT = 10_000;
const ACCOUNT_BURST_LIMIT = 5_000;
const ADMITTED: Step = { name: 'throttle', verdict: 'admitted' };

export interface ThrottleOptions {
  readonly accountRateLimit?: number | undefined;
  readonly accountBurstLimit?: number | undefined;
  /** The account's bucket, where several stages share it; takes the place of the two limits. */
  readonly accountBucket?: TokenBucket | undefined;
}

export interface StageThrottle {
  /** Throws THROTTLED; answers undefined when the stage itself states no limit for the method. */
  readonly admit: (resourcePath: string, httpMethod: string) => Step | undefined;
}

/** `now` tells milliseconds. */
export function createThrottle(
  stage: StageDefinition,
  now: () => number,
  options: ThrottleOptions = {},
): StageThrottle {
  const account = options.accountBucket ?? createAccountBucket(options);
  const bucketsByMethod = new Map<string, readonly TokenBucket[]>();
  return {
    admit: (resourcePath, httpMethod) => {
      const key = `${resourcePath}/${httpMethod}`;
      let buckets = bucketsByMethod.get(key);
      if (buckets === undefined) {
        buckets = [...createMethodBuckets(stage, resourcePath, httpMethod), account];
        bucketsByMethod.set(key, buckets);
      }
      takeFromAll(buckets, now());
      return buckets.length > 1 ? ADMITTED : undefined;
    },
  };
}

export function createAccountBucket(options: ThrottleOptions = {}): TokenBucket {
  return createTokenBucket('the account', {
    rateLimit: options.accountRateLimit ?? ACCOUNT_RATE_LIMIT,
    burstLimit: options.accountBurstLimit ?? ACCOUNT_BURST_LIMIT,
  });
}

function createMethodBuckets(stage: StageDefinition, resourcePath: string, httpMethod: string): TokenBucket[] {
  const settings = { ...stageSettings(stage), ...ownSettings(stage, resourcePath, httpMethod) };
  const { throttlingRateLimit, throttlingBurstLimit } = settings;
  if (!isLimit(throttlingRateLimit) && !isLimit(throttlingBurstLimit)) return [];
  const rateLimit = isLimit(throttlingRateLimit) ? throttlingRateLimit : ACCOUNT_RATE_LIMIT;
  const burstLimit = isLimit(throttlingBurstLimit) ? throttlingBurstLimit : ACCOUNT_BURST_LIMIT;
  return [createTokenBucket(`${httpMethod} ${resourcePath}`, { rateLimit, burstLimit })];
}

/** -1 is how a stage states that there is no limit of its own. */
const isLimit = (limit: number | undefined): limit is number => limit !== undefined && limit >= 0;
