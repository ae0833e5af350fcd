/** What a fault is, and what came of it. */

import type { Seen } from './bystander.ts';

export interface FaultResult {
  /** What was done, such as `a function that hangs, called by 4`. */
  readonly fault: string;
  /** What those saw who had nothing to do with it; undefined where everybody had. */
  readonly bystander?: Seen;
  /** In a few words what callers were answered, or what was found. */
  readonly outcome: string;
  /** From the end of the fault until all was well again. */
  readonly backInMs?: number | undefined;
  /** Descriptors of the stack's process afterwards, beyond those before. */
  readonly leakedDescriptors?: number;
  /** One sentence for whatever is not as it should be. */
  readonly problems: readonly string[];
}

/** Such as `200 × 12, no answer × 3`: the status 0 stands for no answer. */
export function formatStatuses(counts: ReadonlyMap<number, number>): string {
  const parts = [...counts].sort(([one], [other]) => one - other);
  return parts.map(([status, count]) => `${status || 'no answer'} × ${count}`).join(', ');
}

export function countStatuses(statuses: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Problems of bystanders, who must notice nothing. */
export function findWrongs({ wrongs }: Seen, meanwhile: string): readonly string[] {
  return wrongs.size === 0
    ? []
    : [`Others got ${[...wrongs].map(([what, n]) => `${what} × ${n}`)} during ${meanwhile}.`];
}
