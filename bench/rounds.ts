/** Measures several sides in turns, so that whatever else the machine does meets them all alike. */

import { median } from './statistics.ts';

/** Rate and latencies are those of what was answered with 200. */
export interface Measurement {
  readonly requestsPerSecond: number;
  readonly p50InMs: number;
  readonly p99InMs: number;
  readonly failures: number;
}

export interface Side {
  readonly name: string;
  measure(durationInMs: number): Promise<Measurement>;
}

export interface Schedule {
  readonly rounds: number;
  readonly roundInMs: number;
  /** Before the first round, for compilers, connection pools and worker pools. */
  readonly warmUpInMs: number;
}

/** The measurements of each side, one a round. Every other round goes backwards, so that no side always comes first. */
export async function measureInRounds(
  sides: readonly Side[],
  { rounds, roundInMs, warmUpInMs }: Schedule,
): Promise<ReadonlyMap<Side, readonly Measurement[]>> {
  const results = new Map<Side, Measurement[]>(sides.map((side) => [side, []]));
  for (const side of sides) await side.measure(warmUpInMs);
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
      results.get(side)?.push(await side.measure(roundInMs));
    }
  }
  return results;
}

/** Medians, but all of the failures. */
export function summarise(measurements: readonly Measurement[]): Measurement {
  return {
    requestsPerSecond: median(measurements.map((it) => it.requestsPerSecond)),
    p50InMs: median(measurements.map((it) => it.p50InMs)),
    p99InMs: median(measurements.map((it) => it.p99InMs)),
    failures: measurements.reduce((sum, { failures }) => sum + failures, 0),
  };
}
