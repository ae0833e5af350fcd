/** Folds the posts that bring one frame to many connections into one record: a thousand would push all others out of sight. */

import type { RequestRecord } from '../api-gateway/record.ts';
import type { OnRecord } from './recording.ts';

export interface PostRecords {
  /** Whether a record of the same post is still open; if so, this one is counted there and needs none of its own. */
  readonly count: (post: Post) => boolean;
  /** Holds a post's record back for a moment, for others like it. */
  readonly open: (post: Post, record: RequestRecord) => void;
  /** Hands on what is held back. */
  readonly close: () => void;
}

export interface Post {
  readonly stageName: string;
  readonly status: number;
  readonly body: Buffer;
}

interface Group {
  readonly record: RequestRecord;
  readonly openedAt: number;
  others: number;
  lastAt: number;
}

/** Posts of one frame follow each other more closely than this. */
const QUIET_MS = 250;
/** What is posted again and again is shown all the same. */
const LONGEST_MS = 5_000;
/** Of different posts at a time; the first is handed on when there are more. */
const MOST_GROUPS = 64;

export function createPostRecords(onRecord: OnRecord): PostRecords {
  const groups = new Map<string, Group>();
  let timer: NodeJS.Timeout | undefined;
  const handOn = (key: string, { record, others }: Group): void => {
    groups.delete(key);
    onRecord?.(others === 0 ? record : toFolded(record, others));
  };
  const sweep = (): void => {
    const now = performance.now();
    for (const [key, group] of groups)
      if (now - group.lastAt >= QUIET_MS || now - group.openedAt >= LONGEST_MS) handOn(key, group);
    if (groups.size === 0) stop();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    count: (post) => {
      const group = groups.get(toKey(post));
      if (group === undefined) return false;
      group.others += 1;
      group.lastAt = performance.now();
      return true;
    },
    open: (post, record) => {
      if (onRecord === undefined) return;
      for (const [key, group] of groups) if (groups.size >= MOST_GROUPS) handOn(key, group);
      const openedAt = performance.now();
      groups.set(toKey(post), { record, openedAt, others: 0, lastAt: openedAt });
      timer ??= setInterval(sweep, QUIET_MS / 2).unref();
    },
    close: () => {
      stop();
      for (const [key, group] of groups) handOn(key, group);
    },
  };
}

const toKey = ({ stageName, status, body }: Post): string => `${stageName} ${status} ${body.toString('latin1')}`;

function toFolded(record: RequestRecord, others: number): RequestRecord {
  const { methodRequest } = record.checkpoints;
  const step = { name: 'Others', verdict: `the same to ${others} other connections, with the same answer` };
  return {
    ...record,
    rawTarget: `${record.rawTarget} and ${others} others`,
    checkpoints: { ...record.checkpoints, methodRequest: { ...methodRequest, steps: [...methodRequest.steps, step] } },
  };
}
