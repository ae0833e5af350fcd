/** Reads one shard from where it was left to its end, if it has one, and hands on what it finds. */

import { toBatches, toLanes } from './batches.ts';
import type { Checkpoints } from './checkpoints.ts';
import { matches } from './filter.ts';
import { type BatchContext, processBatch } from './process-batch.ts';
import type { Pulse } from './pulse.ts';
import { type CallStreams, isIteratorLost, openShard, type Page, positionOf, readPage } from './shards.ts';
import type { StreamRecord } from './stream-record.ts';

export interface ShardContext extends Omit<BatchContext, 'onDone'> {
  readonly call: CallStreams;
  /** As the engine names it. */
  readonly engineStreamArn: string;
  readonly checkpoints: Checkpoints;
  readonly pulse: Pulse;
}

/** Neither engines nor AWS give more at once. */
const MAX_PAGE = 1000;

/** Resolves at the end of a closed shard. Rejects when it is stopped, or when DynamoDB does not answer. */
export async function readShard(context: ShardContext): Promise<void> {
  const { call, mapping, pulse, stopping } = context;
  const limit = Math.min(mapping.batchSize * mapping.parallelizationFactor, MAX_PAGE);
  let iterator: string | undefined = await open(context);
  while (iterator !== undefined) {
    stopping.throwIfAborted();
    const page: Page | undefined = await readPage(call, iterator, limit).catch(ifIteratorIsLost);
    if (page === undefined) {
      iterator = await open(context);
      continue;
    }
    const { records, nextIterator } = await gather(context, page, limit);
    if (records.length > 0) {
      await processRecords(context, records);
      pulse.restart();
    } else if (nextIterator !== undefined) {
      await pulse.next(stopping);
    }
    iterator = nextIterator;
  }
}

function open({ call, engineStreamArn, shardId, mapping, checkpoints }: ShardContext): Promise<string | undefined> {
  return openShard(call, engineStreamArn, shardId, checkpoints.find(mapping.id, shardId));
}

function ifIteratorIsLost(error: unknown): undefined {
  if (!isIteratorLost(error)) throw error;
}

/** With a batching window, waits for more records until there are enough of them or the window closes. */
async function gather(
  { call, mapping, pulse, stopping, now }: ShardContext,
  first: Page,
  limit: number,
): Promise<Page> {
  const closesAtMs = now() + mapping.batchingWindowMs;
  let { records, nextIterator } = first;
  while (records.length > 0 && records.length < limit && nextIterator !== undefined && now() < closesAtMs) {
    await pulse.next(AbortSignal.any([stopping, AbortSignal.timeout(closesAtMs - now())]));
    stopping.throwIfAborted();
    const more = await readPage(call, nextIterator, limit - records.length);
    records = [...records, ...more.records];
    nextIterator = more.nextIterator;
  }
  return { records, nextIterator };
}

async function processRecords(context: ShardContext, records: readonly StreamRecord[]): Promise<void> {
  const { mapping, shardId, checkpoints } = context;
  const save = (done: readonly StreamRecord[]): void => {
    const last = done.at(-1);
    if (last !== undefined) checkpoints.save(mapping.id, { [shardId]: positionOf(last) });
  };
  const isWanted = (record: StreamRecord) =>
    mapping.patterns.length === 0 || mapping.patterns.some((pattern) => matches(pattern, record));
  const lanes = toLanes(records.filter(isWanted), mapping.parallelizationFactor);
  // Several lanes come to their ends in any order, so only the end of all of them is a position.
  const onDone = lanes.length > 1 ? () => {} : save;
  const processLane = async (lane: readonly StreamRecord[]) => {
    for (const batch of toBatches(lane, mapping.batchSize)) await processBatch({ ...context, onDone }, batch);
  };
  const outcomes = await Promise.allSettled(lanes.map(processLane));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  save(records);
}
