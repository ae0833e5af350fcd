/** Counts a key's requests in calendar periods (UTC). Source: "AWS::ApiGateway::UsagePlan QuotaSettings", which says what `offset` means: the day on which a period starts. */

import type { UsagePlanDefinition } from '../definition.ts';
import { GatewayError } from '../gateway-error.ts';

type Quota = NonNullable<UsagePlanDefinition['quota']>;

export interface QuotaCounter {
  /** Counts one request and answers how many are left; throws QUOTA_EXCEEDED. */
  readonly count: (nowMs: number) => number;
}

export function createQuotaCounter(quota: Quota): QuotaCounter {
  let periodStartMs = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    count: (nowMs) => {
      const startMs = findPeriodStart(quota, nowMs);
      if (startMs !== periodStartMs) used = 0;
      periodStartMs = startMs;
      if (used >= quota.limit) throw quotaExceeded(quota);
      used += 1;
      return quota.limit - used;
    },
  };
}

/** Days start at midnight, weeks on a Sunday, months on the first: each plus `offset` days. */
export function findPeriodStart({ period, offset }: Quota, nowMs: number): number {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (period === 'DAY') return Date.UTC(year, month, day);
  if (period === 'WEEK') return Date.UTC(year, month, day - modulo(now.getUTCDay() - offset, 7));
  const startsThisMonth = day > offset;
  return Date.UTC(year, startsThisMonth ? month : month - 1, 1 + offset);
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

const quotaExceeded = ({ limit, period }: Quota): GatewayError =>
  new GatewayError('QUOTA_EXCEEDED', {
    status: 429,
    errorType: 'LimitExceededException',
    message: 'Limit Exceeded',
    reason: `${limit} requests per ${period} are used up`,
  });
