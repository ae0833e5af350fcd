/** Cuts what was read from a shard into what a function may get at once. */

import { createHash } from 'node:crypto';
import type { StreamRecord } from './stream-record.ts';

/** Lambda's limit for an event, less some room for what surrounds the records. */
const MAX_BATCH_BYTES = 5_900_000;

export function toBatches(records: readonly StreamRecord[], batchSize: number): readonly (readonly StreamRecord[])[] {
  const batches: StreamRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const batch = batches.at(-1);
    const size = Buffer.byteLength(JSON.stringify(record)) + 200;
    const hasRoom = batch !== undefined && batch.length < batchSize && bytes + size <= MAX_BATCH_BYTES;
    if (hasRoom) batch.push(record);
    else batches.push([record]);
    bytes = hasRoom ? bytes + size : size;
  }
  return batches;
}

/** As many lists as lanes at most: the records of one item are all in one, in their order. */
export function toLanes(records: readonly StreamRecord[], lanes: number): readonly (readonly StreamRecord[])[] {
  if (lanes === 1) return [records];
  const byLane = new Map<number, StreamRecord[]>();
  for (const record of records) {
    const key = createHash('sha256')
      .update(JSON.stringify(record.dynamodb.Keys ?? {}))
      .digest();
    const lane = key.readUInt32BE() % lanes;
    byLane.set(lane, [...(byLane.get(lane) ?? []), record]);
  }
  return [...byLane.values()];
}
