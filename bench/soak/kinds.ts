/** What the bench `soak` measures. */

/** Writes that the engine notes in a stream are told from those that it does not: it looks through all of a stream for each. */
export const kinds = ['read', 'write', 'streamed write', 'chat', 'sign-in'] as const;

export type Kind = (typeof kinds)[number];

export interface Latencies {
  readonly count: number;
  readonly p50InMs: number;
  readonly p99InMs: number;
}

export interface ShopFigures {
  readonly requestsPerSecond: number;
  readonly whole: Readonly<Record<Kind, Latencies>>;
  readonly all: Latencies;
  readonly stretches: readonly Readonly<Record<Kind, Latencies>>[];
  /** As text: what was answered that should not have been. */
  readonly errors: readonly string[];
  readonly errorCount: number;
}
