/**
 * Ends a function before it takes the memory of the whole process, which all worker threads share. A worker looks after
 * its own memory where it can; one that never returns to its event loop can't, and buffers lie outside of V8's limits.
 */

export interface Guarded {
  readonly memorySizeInMb: number;
  /** When it began what it is doing, by performance.now(); undefined while it does nothing. */
  readonly busySinceMs: number | undefined;
  /** How much of the time since the last call it computed, from 0 to 1. */
  takeUtilization(): number;
  endForMemory(): void;
}

export interface MemoryGuard {
  add(guarded: Guarded): void;
  delete(guarded: Guarded): void;
}

/** Others of this process need memory too, and V8 frees it late. */
const ALLOWANCE_MB = 512;
const EVERY_MS = 50;
/** What takes less is never looked at. */
const LONG_MS = 100;
/** Freed memory shows only after a while. */
const PAUSE_MS = 300;

export function createMemoryGuard(readMemoryInMb = () => process.memoryUsage.rss() / 1_048_576): MemoryGuard {
  const all = new Set<Guarded>();
  let timer: NodeJS.Timeout | undefined;
  let usualMb = Number.POSITIVE_INFINITY;
  let pausedUntilMs = 0;

  const look = (): void => {
    const nowMs = performance.now();
    const memoryMb = readMemoryInMb();
    const long = [...all].filter(({ busySinceMs }) => busySinceMs !== undefined && nowMs - busySinceMs >= LONG_MS);
    usualMb = long.length === 0 ? memoryMb : Math.min(usualMb, memoryMb);
    const computing = long.filter((it) => it.takeUtilization() > 0.5);
    const allowedMb = long.reduce((sum, { memorySizeInMb }) => sum + memorySizeInMb, ALLOWANCE_MB);
    if (memoryMb <= usualMb + allowedMb || nowMs < pausedUntilMs) return;
    // Which of them it is, nothing tells: the one that computes for the longest time is the likeliest.
    const [oldest] = computing.sort((one, other) => (one.busySinceMs ?? 0) - (other.busySinceMs ?? 0));
    if (oldest === undefined) return;
    oldest.endForMemory();
    pausedUntilMs = nowMs + PAUSE_MS;
  };
  return {
    add: (guarded) => {
      all.add(guarded);
      timer ??= setInterval(look, EVERY_MS).unref();
    },
    delete: (guarded) => {
      all.delete(guarded);
      if (all.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
