/** How the search index stores what it knows of a book: an item for each of its words. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, readText, toItem } from '../shared/item.ts';
import type { Entry } from './ranking.ts';

type StoredItem = Record<string, AttributeValue>;

/** Each item holds title and words of its book, so that a search reads no other to match and rank it. */
export function toEntryItems({ bookId, title, words }: Entry): readonly StoredItem[] {
  return words.map((word) => ({ ...toEntryKey(word, bookId), ...toItem({ title, words: words.join(' ') }) }));
}

/** No word holds a `#`, so that the words that are shorter come first. */
export function toEntryKey(word: string, bookId: string): StoredItem {
  return toItem({ prefix: toPrefix(word), wordAndBook: `${word}#${bookId}` });
}

/** What begins with the same two letters lies side by side. */
export function toPrefix(word: string): string {
  return [...word].slice(0, 2).join('');
}

export function toEntry(item: Item): Entry {
  const wordAndBook = readText(item, 'wordAndBook');
  return {
    bookId: wordAndBook.slice(wordAndBook.indexOf('#') + 1),
    title: readText(item, 'title'),
    words: readText(item, 'words').split(' '),
  };
}
