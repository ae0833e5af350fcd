/** What staff write about a book, and the id that the shop makes of it. */
import { type Body, parseChoice, parseWhole } from '../shared/body.ts';
import { fold } from '../shared/fold.ts';
import { parseShownText } from '../shared/shown-text.ts';

/** The descriptive fields: guarded by the book's version. Stock and ratings change by routes of their own. */
export type BookText = {
  readonly title: string;
  readonly author: string;
  readonly year: number;
  readonly language: string;
  readonly category: string;
  readonly description: string;
  readonly priceInCents: number;
};

/** The same as the enum Category in openapi.yml. */
export const categories = [
  'adventure',
  'childrens',
  'classics',
  'computing',
  'drama',
  'history',
  'horror',
  'mystery',
  'philosophy',
  'poetry',
  'science',
  'science-fiction',
] as const;

const MAX_ID = 80;

/** Throws a Refusal (400). */
export function parseBookText(body: Body): BookText {
  return {
    title: parseShownText(body, 'title', 1, 200),
    author: parseShownText(body, 'author', 1, 100),
    year: parseWhole(body, 'year', -4000, 2100),
    language: parseShownText(body, 'language', 1, 40),
    category: parseChoice(body, 'category', categories),
    description: parseShownText(body, 'description', 1, 2000),
    priceInCents: parseWhole(body, 'priceInCents', 1, 1_000_000),
  };
}

/** `Émile, or On Education` becomes `emile-or-on-education`; a text without Latin letters or digits becomes empty. */
export function toSlug(text: string): string {
  const words =
    fold(text)
      .replace(/['’]/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, MAX_ID).replace(/-$/, '');
}
