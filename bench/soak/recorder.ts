/** Keeps how long each request took, and what went wrong. */

import { percentile } from '../statistics.ts';
import { type Kind, kinds, type Latencies, type ShopFigures } from './kinds.ts';

const MOST_ERRORS = 20;

export interface Recorder {
  /** Rejects never: whoever shops goes on. Gives undefined when it went wrong. */
  time<T>(kind: Kind, what: string, act: () => Promise<T>): Promise<T | undefined>;
  toFigures(stretchInMs: number): ShopFigures;
}

export function createRecorder(): Recorder {
  const startedAt = performance.now();
  const seen: { readonly kind: Kind; readonly at: number; readonly ms: number }[] = [];
  const errors: string[] = [];
  let errorCount = 0;
  return {
    time: async (kind, what, act) => {
      const at = performance.now();
      try {
        const result = await act();
        seen.push({ kind, at: at - startedAt, ms: performance.now() - at });
        return result;
      } catch (error) {
        errorCount += 1;
        if (errors.length < MOST_ERRORS) errors.push(`${what}: ${error instanceof Error ? error.message : error}`);
        return undefined;
      }
    },
    toFigures: (stretchInMs) => {
      const lastedMs = performance.now() - startedAt;
      const stretches = Array.from({ length: Math.max(1, Math.round(lastedMs / stretchInMs)) }, (_, index) =>
        byKind(seen.filter(({ at }) => Math.floor(at / stretchInMs) === index)),
      );
      const all = toLatencies(seen.map(({ ms }) => ms));
      const requestsPerSecond = (seen.length / lastedMs) * 1000;
      return { requestsPerSecond, whole: byKind(seen), all, stretches, errors, errorCount };
    },
  };
}

function byKind(seen: readonly { readonly kind: Kind; readonly ms: number }[]): Readonly<Record<Kind, Latencies>> {
  const of = (kind: Kind) => toLatencies(seen.filter((it) => it.kind === kind).map(({ ms }) => ms));
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<Kind, Latencies>;
}

function toLatencies(values: readonly number[]): Latencies {
  const at = (share: number) => (values.length === 0 ? Number.NaN : percentile(values, share));
  return { count: values.length, p50InMs: at(0.5), p99InMs: at(0.99) };
}
