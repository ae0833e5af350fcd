/** What becomes of records that a mapping gives up. Source: "Retain discarded records for a DynamoDB event source in Lambda". */

import type { EventSourceMapping } from './definition.ts';
import type { StreamRecord } from './stream-record.ts';

export interface DeadLetter {
  readonly mappingId: string;
  readonly functionName: string;
  /** The queue that AWS would send the body to; without one the records are just dropped. */
  readonly destination?: string;
  /** The message as AWS writes it: it names the records by their place in the stream, and does not hold them. */
  readonly body: DeadLetterBody;
  readonly records: readonly StreamRecord[];
}

export interface DeadLetterBody {
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
    readonly approximateInvokeCount: number;
  };
  /** Absent when the function was not invoked. */
  readonly responseContext?: {
    readonly statusCode: number;
    readonly executedVersion: string;
    readonly functionError?: string | undefined;
  };
  readonly version: '1.0';
  readonly timestamp: string;
  readonly DDBStreamBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly batchSize: number;
    readonly streamArn: string;
  };
}

export interface GivenUp {
  readonly mapping: EventSourceMapping;
  readonly functionArn: string;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly condition: DeadLetterBody['requestContext']['condition'];
  readonly invokeCount: number;
  readonly requestId: string;
  readonly functionError?: string | undefined;
  readonly nowMs: number;
}

export function toDeadLetter(given: GivenUp): DeadLetter {
  const { mapping, functionArn, shardId, records, condition, invokeCount, requestId, functionError } = given;
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb];
  const body: DeadLetterBody = {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: invokeCount },
    ...(invokeCount > 0 && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', ...(functionError && { functionError }) },
    }),
    version: '1.0',
    timestamp: new Date(given.nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.SequenceNumber ?? '',
      endSequenceNumber: last?.SequenceNumber ?? '',
      approximateArrivalOfFirstRecord: toSecond(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: toSecond(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  };
  const { id: mappingId, functionName, onFailure } = mapping;
  return { mappingId, functionName, ...(onFailure !== undefined && { destination: onFailure }), body, records };
}

function toSecond(seconds = 0): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
