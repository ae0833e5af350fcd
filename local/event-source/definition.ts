/** What the template says of an event source mapping, in the terms of this service. */

import type { Pattern } from './filter.ts';

export interface EventSourceMapping {
  readonly id: string;
  /** As the template names it; records carry it. */
  readonly streamArn: string;
  readonly tableName: string;
  readonly region: string;
  /** A name or an ARN, with or without an alias. */
  readonly functionName: string;
  readonly isEnabled: boolean;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  /** Batches that run at the same time; records of one item stay in order. */
  readonly parallelizationFactor: number;
  /** Infinite unless the template has a limit. */
  readonly maxRetryAttempts: number;
  readonly maxRecordAgeMs: number;
  readonly bisectsOnError: boolean;
  readonly reportsItemFailures: boolean;
  /** A record is wanted when one of them matches; no patterns want all. */
  readonly patterns: readonly Pattern[];
  /** The ARN of a queue for records that are given up. */
  readonly onFailure?: string;
}
