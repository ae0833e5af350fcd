/** What is kept for a while: for so long from when it was stored, and not a moment before, should the clock be put back. */

export interface Kept {
  readonly storedAtMs: number;
  readonly ttlMs: number;
}

export function isFresh({ storedAtMs, ttlMs }: Kept, nowMs: number): boolean {
  const ageMs = nowMs - storedAtMs;
  return ageMs >= 0 && ageMs < ttlMs;
}
