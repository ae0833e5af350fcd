/** Speaks to DynamoDB Streams: which shards there are, and the records in one. */

import type { StreamRecord } from './stream-record.ts';

/** Calls an operation of the DynamoDB Streams API. Rejects with an error whose `code` is AWS's error name. */
export type CallStreams = (operation: string, input: object) => Promise<Readonly<Record<string, unknown>>>;

export interface Shard {
  readonly id: string;
  /** Has to be read to its end before this one. */
  readonly parentId?: string;
}

export interface Page {
  readonly records: readonly StreamRecord[];
  /** Undefined at the end of a shard that is closed. */
  readonly nextIterator: string | undefined;
}

/** Undefined while the table has no stream. */
export async function findStream(call: CallStreams, TableName: string): Promise<string | undefined> {
  const { Streams = [] } = (await call('ListStreams', { TableName })) as { Streams?: { StreamArn: string }[] };
  return Streams.at(-1)?.StreamArn;
}

export async function listShards(call: CallStreams, StreamArn: string): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = (await call('DescribeStream', { StreamArn, ExclusiveStartShardId })) as {
      StreamDescription: { Shards?: { ShardId: string; ParentShardId?: string }[]; LastEvaluatedShardId?: string };
    };
    for (const { ShardId: id, ParentShardId: parentId } of StreamDescription.Shards ?? [])
      shards.push({ id, ...(parentId !== undefined && { parentId }) });
    ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return shards;
}

/** The last record that was handed on. */
export interface Position {
  readonly sequenceNumber: string;
  /** Tells the record from one that has the same number in a stream that was begun afresh. */
  readonly writtenAtSeconds?: number;
}

export function positionOf({ dynamodb }: StreamRecord): Position {
  const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: writtenAtSeconds } = dynamodb;
  return { sequenceNumber, ...(writtenAtSeconds !== undefined && { writtenAtSeconds }) };
}

/**
 * An iterator for the record after `position`, or for the oldest when that record is there no more. Undefined when the
 * shard is closed and has nothing after it.
 */
export async function openShard(
  call: CallStreams,
  StreamArn: string,
  ShardId: string,
  position: Position | undefined,
): Promise<string | undefined> {
  const ask = async (start: object): Promise<string> => {
    const { ShardIterator } = await call('GetShardIterator', { StreamArn, ShardId, ...start });
    return String(ShardIterator);
  };
  const oldest = { ShardIteratorType: 'TRIM_HORIZON' };
  if (position === undefined) return ask(oldest);
  try {
    const at = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: position.sequenceNumber };
    const { records, nextIterator } = await readPage(call, await ask(at), 1);
    return isAt(records[0], position) ? nextIterator : await ask(oldest);
  } catch (error) {
    if (!hasCode(error, 'TrimmedDataAccessException')) throw error;
    return ask(oldest);
  }
}

function isAt(record: StreamRecord | undefined, { sequenceNumber, writtenAtSeconds }: Position): boolean {
  if (record?.dynamodb.SequenceNumber !== sequenceNumber) return false;
  return writtenAtSeconds === undefined || record.dynamodb.ApproximateCreationDateTime === writtenAtSeconds;
}

export async function readPage(call: CallStreams, ShardIterator: string, Limit: number): Promise<Page> {
  const { Records = [], NextShardIterator } = (await call('GetRecords', { ShardIterator, Limit })) as {
    Records?: StreamRecord[];
    NextShardIterator?: string;
  };
  return { records: Records, nextIterator: NextShardIterator };
}

/** An iterator does not live for ever: a new one has to be asked for. */
export function isIteratorLost(error: unknown): boolean {
  return hasCode(error, 'ExpiredIteratorException') || hasCode(error, 'TrimmedDataAccessException');
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
