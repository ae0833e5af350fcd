/** Token buckets, which all of API Gateway's throttling is made of. Source: "Throttle requests to your REST APIs for better throughput in API Gateway". */

/** `rateLimit` requests per second refill the bucket, `burstLimit` requests fill it. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface TokenBucket {
  readonly name: string;
  /** How many requests would pass at this moment. */
  readonly available: (nowMs: number) => number;
  readonly take: () => void;
}

export function createTokenBucket(name: string, { rateLimit, burstLimit }: Throttle): TokenBucket {
  // A rate of 0 refuses every request, and not only those after the first burst.
  const capacity = rateLimit > 0 ? burstLimit : 0;
  let tokens = capacity;
  let filledAtMs: number | undefined;
  return {
    name,
    available: (nowMs) => {
      const elapsedMs = Math.max(0, nowMs - (filledAtMs ?? nowMs));
      tokens = Math.min(capacity, tokens + (elapsedMs / 1000) * rateLimit);
      filledAtMs = nowMs;
      return tokens;
    },
    take: () => {
      tokens -= 1;
    },
  };
}

/** Takes a token from each bucket, or from none and gives the name of the first that is empty. */
export function takeFromAll(buckets: readonly TokenBucket[], nowMs: number): string | undefined {
  for (const bucket of buckets) {
    if (bucket.available(nowMs) < 1) return bucket.name;
  }
  for (const bucket of buckets) bucket.take();
  return undefined;
}

/** The quota of a new account. Source: "Amazon API Gateway quotas". */
export const ACCOUNT_THROTTLE: Throttle = { rateLimit: 10_000, burstLimit: 5_000 };
