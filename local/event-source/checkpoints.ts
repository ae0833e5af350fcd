/** How far each mapping has come in each shard, kept in a file so that a stop or a kill skips nothing. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Position } from './shards.ts';

export interface Checkpoints {
  /** False until the mapping has found its starting position. */
  isKnown(mappingId: string): boolean;
  /** The last record that needs no more attention. */
  find(mappingId: string, shardId: string): Position | undefined;
  save(mappingId: string, shards: Readonly<Record<string, Position>>): void;
}

type Positions = Readonly<Record<string, Readonly<Record<string, Position>>>>;

/** A file that can't be read counts as none: then records come again, and none is lost. */
export function openCheckpoints(path: string): Checkpoints {
  mkdirSync(dirname(path), { recursive: true });
  let positions = readPositions(path);
  return {
    isKnown: (mappingId) => positions[mappingId] !== undefined,
    find: (mappingId, shardId) => positions[mappingId]?.[shardId],
    save: (mappingId, shards) => {
      positions = { ...positions, [mappingId]: { ...positions[mappingId], ...shards } };
      writeFileSync(`${path}.new`, JSON.stringify(positions));
      renameSync(`${path}.new`, path);
    },
  };
}

function readPositions(path: string): Positions {
  try {
    const positions: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    return typeof positions === 'object' && positions !== null ? (positions as Positions) : {};
  } catch {
    return {};
  }
}
