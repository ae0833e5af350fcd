/** Remembers the tokens of pages seen in this tab: the API names only the next page, and readers also go back. */
import { type List, toListHref } from './routes.ts';
import type { TextStorage } from './storage.ts';

export class PageTrail {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  remember(list: List, page: number, token: string): void {
    const tokens = this.#read(list);
    tokens.set(page, token);
    this.#storage.setItem(toKey(list), JSON.stringify([...tokens]));
  }

  /** The address of the page before, or undefined when this tab never saw it. */
  findPrevious(list: List, page: number): string | undefined {
    if (page === 2) return toListHref(list);
    const token = this.#read(list).get(page - 1);
    return token === undefined ? undefined : toListHref(list, page - 1, token);
  }

  #read(list: List): Map<number, string> {
    return parseTokens(this.#storage.getItem(toKey(list)) ?? '[]');
  }
}

function toKey(list: List): string {
  return `pages of ${toListHref(list)}`;
}

function parseTokens(text: string): Map<number, string> {
  const entries: unknown = JSON.parse(text);
  const tokens = new Map<number, string>();
  if (!Array.isArray(entries)) return tokens;
  for (const entry of entries) {
    if (Array.isArray(entry) && Number.isInteger(entry[0]) && typeof entry[1] === 'string')
      tokens.set(entry[0], entry[1]);
  }
  return tokens;
}
