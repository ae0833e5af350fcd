/** Takes texts apart into words that can be found again: no case, no accents, no punctuation. */
import { fold } from '../shared/fold.ts';

const MAX_WORD = 40;
const MAX_WORDS_OF_BOOK = 60;
const MAX_WORDS_OF_QUERY = 8;

export type SearchedText = { readonly title: string; readonly author: string };

export function toQueryWords(query: string): readonly string[] {
  return unique(toWords(query)).slice(0, MAX_WORDS_OF_QUERY);
}

/** Words with an apostrophe are found as a whole and in parts: `gullivers`, `gulliver`, and `urbervilles`. */
export function toBookWords({ title, author }: SearchedText): readonly string[] {
  const texts = [title, author];
  const words = texts.flatMap((text) => [...toWords(text), ...toWords(text.replace(/['’]/g, ' '))]);
  return unique(words).slice(0, MAX_WORDS_OF_BOOK);
}

function toWords(text: string): readonly string[] {
  const words =
    fold(text)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => [...word].slice(0, MAX_WORD).join(''));
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
