/** A bounded memory of what happened: the newest entries, up to a number and a weight. */

export interface Entry {
  readonly id: string;
  /** Such as `request` or `invocation`. */
  readonly kind: string;
  readonly atMs: number;
  /** A few plain members for a list. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** The whole of it, kept by reference and turned into JSON only when somebody asks. */
  readonly detail: unknown;
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

export function createJournal({ maxEntries = 1000, maxBytes = 16 * 1024 * 1024 } = {}): Journal {
  // A Map keeps its insertion order, so its first key is the oldest entry.
  const entries = new Map<string, Entry>();
  const listeners = new Set<(entry: Entry) => void>();
  let bytes = 0;

  const remove = (entry: Entry): void => {
    entries.delete(entry.id);
    bytes -= entry.weightInBytes;
  };
  const dropOldest = (): void => {
    for (const entry of entries.values()) {
      if (entries.size <= maxEntries && bytes <= maxBytes) return;
      remove(entry);
    }
  };
  return {
    add: (entry) => {
      const earlier = entries.get(entry.id);
      if (earlier) remove(earlier);
      entries.set(entry.id, entry);
      bytes += entry.weightInBytes;
      dropOldest();
      for (const listener of listeners) listener(entry);
    },
    list: () => [...entries.values()].reverse(),
    find: (id) => entries.get(id),
    clear: () => {
      entries.clear();
      bytes = 0;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
