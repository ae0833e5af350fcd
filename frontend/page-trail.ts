/** Remembers the tokens of pages seen in this tab: the API names only the next page, and readers also go back. */
import { toPageHref } from './routes.ts';
import type { TextStorage } from './storage.ts';

export class PageTrail {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  /** `first` is the address of the list's first page. */
  remember(first: string, page: number, token: string): void {
    const tokens = this.#read(first);
    tokens.set(page, token);
    this.#storage.setItem(toKey(first), JSON.stringify([...tokens]));
  }

  /** The address of the page before, or undefined when this tab never saw it. */
  findPrevious(first: string, page: number): string | undefined {
    if (page === 2) return first;
    const token = this.#read(first).get(page - 1);
    return token === undefined ? undefined : toPageHref(first, page - 1, token);
  }

  #read(first: string): Map<number, string> {
    return parseTokens(this.#storage.getItem(toKey(first)) ?? '[]');
  }
}

function toKey(first: string): string {
  return `pages of ${first}`;
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
