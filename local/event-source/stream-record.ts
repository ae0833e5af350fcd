/** A record of a DynamoDB stream, as far as it matters here; the rest passes through. */

import type { EventSourceMapping } from './definition.ts';

export interface StreamRecord {
  readonly eventID?: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime?: number;
    readonly Keys?: Readonly<Record<string, unknown>>;
    readonly [member: string]: unknown;
  };
  readonly [member: string]: unknown;
}

/** Local engines leave out the stream's ARN, and name a region of their own. */
export function toEventRecord(record: StreamRecord, { streamArn, region }: EventSourceMapping): StreamRecord {
  return { ...record, awsRegion: region, eventSourceARN: streamArn };
}

export function ageOf({ dynamodb }: StreamRecord, nowMs: number): number {
  return nowMs - (dynamodb.ApproximateCreationDateTime ?? nowMs / 1000) * 1000;
}
