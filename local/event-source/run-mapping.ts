/** Runs one event source mapping: finds its stream and reads the shards, parents before their children. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulses } from './pulse.ts';
import { readShard, type ShardContext } from './read-shard.ts';
import {
  findStream,
  listShards,
  openShard,
  type Page,
  type Position,
  positionOf,
  readPage,
  type Shard,
} from './shards.ts';

export type MappingContext = Omit<ShardContext, 'engineStreamArn' | 'pulse' | 'shardId'> & {
  readonly pulses: Pulses;
  /** Hears why reading stopped for a moment. */
  readonly onTrouble: (error: unknown) => void;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/** Resolves when it is stopped. While the engine is away it tries again. */
export async function runMapping(context: MappingContext): Promise<void> {
  const { stopping, onTrouble } = context;
  for (let pauseMs = FIRST_PAUSE_MS; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const startedAt = performance.now();
    await readStream(context).catch((error: unknown) => {
      if (!stopping.aborted) onTrouble(error);
    });
    if (performance.now() - startedAt > 2 * LONGEST_PAUSE_MS) pauseMs = FIRST_PAUSE_MS;
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
  }
}

async function readStream(context: MappingContext): Promise<void> {
  const { call, mapping, checkpoints } = context;
  const engineStreamArn = await findStream(call, mapping.tableName);
  if (engineStreamArn === undefined) throw new Error(`The table ${mapping.tableName} has no stream`);
  if (!checkpoints.isKnown(mapping.id)) await findStart(context, engineStreamArn);
  const failing = new AbortController();
  const stopping = AbortSignal.any([context.stopping, failing.signal]);
  const reading: Promise<void>[] = [];
  try {
    await readShards({ ...context, engineStreamArn, stopping }, isFirst, reading);
  } finally {
    // When one shard fails, the others are stopped: the next round begins with all of them.
    failing.abort();
    await Promise.allSettled(reading);
  }
}

type StreamContext = MappingContext & { readonly engineStreamArn: string };
type Choice = (shard: Shard, shards: readonly Shard[]) => boolean;

/** A parent that is forgotten already has nothing left to read. */
const isFirst: Choice = ({ parentId }, shards) => !shards.some(({ id }) => id === parentId);

/** Reads the chosen shards side by side, and each one's children after it. `reading` gets a promise for each shard. */
async function readShards(context: StreamContext, isChosen: Choice, reading: Promise<void>[]): Promise<void> {
  const shards = await waitForShards(context, isChosen);
  const trees = shards.map(async ({ id: shardId }) => {
    const read = context.pulses.during((pulse) => readShard({ ...context, pulse, shardId }));
    reading.push(read);
    await read;
    await readShards(context, ({ parentId }) => parentId === shardId, reading);
  });
  await Promise.all(trees);
}

/** A stream without records may have no shard yet, and a shard that has just ended no child. */
function waitForShards({ call, engineStreamArn, pulses, stopping }: StreamContext, isChosen: Choice) {
  return pulses.during(async (pulse) => {
    for (;;) {
      stopping.throwIfAborted();
      const shards = await listShards(call, engineStreamArn);
      const chosen = shards.filter((shard) => isChosen(shard, shards));
      if (chosen.length > 0) return chosen;
      await pulse.next(stopping);
    }
  });
}

/**
 * Written down before the first record is handed on, so that LATEST means the same after a restart. The last records are
 * found by reading up to them: engines differ in what they say about the ends of shards.
 */
async function findStart({ call, mapping, checkpoints }: MappingContext, engineStreamArn: string): Promise<void> {
  const positions: Record<string, Position> = {};
  const shards = mapping.startingPosition === 'LATEST' ? await listShards(call, engineStreamArn) : [];
  for (const { id } of shards) {
    let iterator = await openShard(call, engineStreamArn, id, undefined);
    while (iterator !== undefined) {
      const { records, nextIterator }: Page = await readPage(call, iterator, 1000);
      const last = records.at(-1);
      if (last !== undefined) positions[id] = positionOf(last);
      iterator = last === undefined ? undefined : nextIterator;
    }
  }
  checkpoints.save(mapping.id, positions);
}
