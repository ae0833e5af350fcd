/** Throttling by a stage's settings and by the account. A usage plan's limits come before these. */

import type { Step } from '../../api-gateway/record.ts';
import { ACCOUNT_THROTTLE, createTokenBucket, type TokenBucket, takeFromAll } from '../../api-gateway/token-bucket.ts';
import type { StageDefinition } from '../definition.ts';
import { throttled } from '../failures.ts';
import { ownSettings, stageSettings } from './method-settings.ts';

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
      const empty = takeFromAll(buckets, now());
      if (empty !== undefined) throw throttled(empty);
      return buckets.length > 1 ? ADMITTED : undefined;
    },
  };
}

export function createAccountBucket(options: ThrottleOptions = {}): TokenBucket {
  return createTokenBucket('the account', {
    rateLimit: options.accountRateLimit ?? ACCOUNT_THROTTLE.rateLimit,
    burstLimit: options.accountBurstLimit ?? ACCOUNT_THROTTLE.burstLimit,
  });
}

function createMethodBuckets(stage: StageDefinition, resourcePath: string, httpMethod: string): TokenBucket[] {
  const settings = { ...stageSettings(stage), ...ownSettings(stage, resourcePath, httpMethod) };
  const { throttlingRateLimit, throttlingBurstLimit } = settings;
  if (!isLimit(throttlingRateLimit) && !isLimit(throttlingBurstLimit)) return [];
  const rateLimit = isLimit(throttlingRateLimit) ? throttlingRateLimit : ACCOUNT_THROTTLE.rateLimit;
  const burstLimit = isLimit(throttlingBurstLimit) ? throttlingBurstLimit : ACCOUNT_THROTTLE.burstLimit;
  return [createTokenBucket(`${httpMethod} ${resourcePath}`, { rateLimit, burstLimit })];
}

/** -1 is how a stage states that there is no limit of its own. */
const isLimit = (limit: number | undefined): limit is number => limit !== undefined && limit >= 0;
