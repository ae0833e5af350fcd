/** A bounded memory of what happened: the newest entries, up to a number and a weight, and fewer of them in a burst. */

/** What has to be known of a request to send it again. */
export interface ReplayableRequest {
  readonly rawTarget: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Entry {
  readonly id: string;
  /** Such as `request` or `invocation`. */
  readonly kind: string;
  readonly atMs: number;
  /** A few plain members for a list. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** The whole of it, kept by reference and turned into JSON only when somebody asks. */
  readonly detail: unknown;
  /** Where the entry is a request that can be sent again. */
  readonly request?: ReplayableRequest;
  /** About how much memory `detail` holds on to. */
  readonly weightInBytes: number;
}

export interface Journal {
  add(entry: Entry): void;
  /** Newest first. */
  list(): readonly Entry[];
  find(id: string): Entry | undefined;
  clear(): void;
  /** Calls `listener` for each new entry until the returned function is called. */
  subscribe(listener: (entry: Entry) => void): () => void;
}

/**
 * Of a burst that nobody watches, only this many are kept: a thousand records that all outlive the next garbage
 * collection would cost a tenth of the throughput.
 */
const MAX_OF_A_BURST = 50;
const BURST_MS = 500;

export function createJournal({ maxEntries = 1000, maxBytes = 16 * 1024 * 1024 } = {}): Journal {
  // A ring of fixed size. A Map would leave its old tables behind as it is refilled, and until the next full garbage
  // collection those hold on to every entry that was ever in them.
  const ring: (Entry | undefined)[] = Array.from({ length: maxEntries });
  const listeners = new Set<(entry: Entry) => void>();
  let oldest = 0;
  let size = 0;
  let bytes = 0;

  const dropOldest = (): void => {
    bytes -= ring[oldest]?.weightInBytes ?? 0;
    ring[oldest] = undefined;
    oldest = (oldest + 1) % maxEntries;
    size -= 1;
  };
  const isUnwatchedBurst = (nowMs: number): boolean => {
    const ageMs = nowMs - (ring[oldest]?.atMs ?? 0);
    // It is negative where the clock was put back.
    return listeners.size === 0 && size > MAX_OF_A_BURST && ageMs >= 0 && ageMs < BURST_MS;
  };
  const newestFirst = (): readonly Entry[] =>
    [...ring.slice(oldest), ...ring.slice(0, oldest)].filter((entry) => entry !== undefined).reverse();
  return {
    add: (entry) => {
      if (size === maxEntries) dropOldest();
      ring[(oldest + size) % maxEntries] = entry;
      size += 1;
      bytes += entry.weightInBytes;
      while (bytes > maxBytes || isUnwatchedBurst(entry.atMs)) dropOldest();
      for (const listener of listeners) listener(entry);
    },
    list: () => withDistinctIds(newestFirst()),
    find: (id) => newestFirst().find((entry) => entry.id === id),
    clear: () => {
      while (size > 0) dropOldest();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** An event that is tried again has the id of its first run: the last run stands for all. */
function withDistinctIds(newestFirst: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return newestFirst.filter(({ id }) => !seen.has(id) && seen.add(id));
}
