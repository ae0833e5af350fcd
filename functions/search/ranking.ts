/** Chooses among the index's entries those that hold every word of the query, best first. */
import { toBookWords } from './words.ts';

/** What the index says of a book at one of its words. */
export type Entry = { readonly bookId: string; readonly title: string; readonly words: readonly string[] };

export function rank(entries: readonly Entry[], queryWords: readonly string[]): readonly Entry[] {
  // A book has an entry for each of its words, and more than one may begin as the query does.
  const books = [...new Map(entries.map((entry) => [entry.bookId, entry])).values()];
  return books
    .map((entry) => ({ entry, score: toScore(entry, queryWords) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compareTitles(a.entry, b.entry))
    .map(({ entry }) => entry);
}

/** 0 when a word is missing. A word of the title counts more than one of the author, a whole word more than a beginning. */
function toScore({ title, words }: Entry, queryWords: readonly string[]): number {
  const titleWords = toBookWords({ title, author: '' });
  const scores = queryWords.map((word) => {
    if (titleWords.includes(word)) return 4;
    if (titleWords.some((it) => it.startsWith(word))) return 3;
    if (words.includes(word)) return 2;
    return words.some((it) => it.startsWith(word)) ? 1 : 0;
  });
  return scores.every((score) => score > 0) ? scores.reduce<number>((sum, score) => sum + score, 0) : 0;
}

function compareTitles(a: Entry, b: Entry): number {
  return a.title.localeCompare(b.title, 'en') || (a.bookId < b.bookId ? -1 : 1);
}
