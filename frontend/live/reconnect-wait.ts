/** How long to wait before the next attempt to connect: longer each time, and at random so that not all return at once. */

const firstMs = 1000;
const longestMs = 30_000;

/** Between half and the whole of 1 s, 2 s, 4 s … 30 s. `chance` is from 0 to 1. */
export function toReconnectWait(attempt: number, chance: number): number {
  const longest = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.round(longest * (0.5 + chance / 2));
}
