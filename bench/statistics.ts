/** The few statistics that a benchmark needs. */

/** Throws RangeError for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = sort(values);
  const middle = sorted.length >> 1;
  const upper = at(sorted, middle);
  return sorted.length % 2 === 1 ? upper : (at(sorted, middle - 1) + upper) / 2;
}

/** The smallest value that at least this share (0–1) of all values does not exceed. Throws RangeError for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = sort(values);
  const rank = Math.ceil(share * sorted.length);
  return at(sorted, Math.min(Math.max(rank, 1), sorted.length) - 1);
}

/** The median of `of[i] / to[i]`: what disturbs the machine in one round disturbs both sides of it. */
export function medianRatio(of: readonly number[], to: readonly number[]): number {
  if (of.length !== to.length) throw new RangeError(`${of.length} rounds can't be compared with ${to.length}`);
  return median(of.map((value, index) => value / at(to, index)));
}

function sort(values: readonly number[]): Float64Array {
  if (values.length === 0) throw new RangeError('There is no median or percentile of nothing');
  return Float64Array.from(values).sort();
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
