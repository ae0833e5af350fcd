/** The entries that the page knows: a bounded number, filtered as they come in, and held back while the list is paused. */

import type { Entry } from './entry.ts';
import { toFamily } from './entry-words.ts';
import { createMatcher, everything, type Filter } from './filter.ts';

export class EntryList {
  readonly #limit: number;
  /** Oldest first, in both. */
  #all: Entry[] = [];
  #matching: Entry[] = [];
  #held: Entry[] = [];
  readonly #ids = new Set<string>();
  readonly #families = new Set<string>();
  #filter = everything;
  #matches = createMatcher(everything);
  #isPaused = false;
  #added = 0;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  /** Oldest first. An entry that is known already is passed over. */
  add(entries: readonly Entry[]): void {
    const fresh = entries.filter(({ id }) => !this.#ids.has(id));
    for (const { id } of fresh) this.#ids.add(id);
    if (this.#isPaused) this.#held = this.#bounded([...this.#held, ...fresh]);
    else this.#append(fresh);
  }

  /** How many match the filter. */
  get length(): number {
    return this.#matching.length;
  }

  get total(): number {
    return this.#all.length;
  }

  /** How many wait for the list to go on. */
  get held(): number {
    return this.#held.length;
  }

  /** Grows by one with each entry that joins the matching ones, so that a view knows by how much it has moved. */
  get added(): number {
    return this.#added;
  }

  /** All families seen so far, in the order of their first entry. */
  get families(): readonly string[] {
    return [...this.#families];
  }

  /** The matching entries from the newest on. */
  slice(start: number, end: number): readonly Entry[] {
    const { length } = this.#matching;
    return this.#matching.slice(Math.max(0, length - end), Math.max(0, length - start)).reverse();
  }

  /** Its place among the matching ones, counted from the newest; -1 for one that is not among them. */
  indexOf(id: string): number {
    const index = this.#matching.findLastIndex((entry) => entry.id === id);
    return index === -1 ? -1 : this.#matching.length - 1 - index;
  }

  find(id: string): Entry | undefined {
    return this.#all.find((entry) => entry.id === id) ?? this.#held.find((entry) => entry.id === id);
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.#matches = createMatcher(filter);
    this.#matching = this.#all.filter(this.#matches);
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  set isPaused(isPaused: boolean) {
    this.#isPaused = isPaused;
    if (!isPaused) this.#append(this.#held.splice(0));
  }

  clear(): void {
    this.#all = [];
    this.#matching = [];
    this.#held = [];
    this.#ids.clear();
  }

  #append(entries: readonly Entry[]): void {
    const matching = entries.filter(this.#matches);
    for (const entry of entries) this.#families.add(toFamily(entry));
    this.#added += matching.length;
    this.#matching.push(...matching);
    this.#all = this.#bounded([...this.#all, ...entries]);
    // Dropped entries are the oldest of all, so that those among the matching stand at their front.
    const first = this.#matching.findIndex(({ id }) => this.#ids.has(id));
    this.#matching.splice(0, first === -1 ? this.#matching.length : first);
  }

  #bounded(entries: Entry[]): Entry[] {
    const excess = Math.max(0, entries.length - this.#limit);
    for (const { id } of entries.slice(0, excess)) this.#ids.delete(id);
    return entries.slice(excess);
  }
}
