/** The seed catalogue keeps the promises that tables, routes and covers rely on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = Record<string, unknown>;

const text = readFileSync(join(__dirname, '../../data/books.json'), 'utf8');
const books = JSON.parse(text) as Row[];

function offenders(isWrong: (book: Row) => boolean): unknown[] {
  return books.filter(isWrong).map((book) => book.id);
}

function isText(value: unknown, minLength: number, maxLength: number): boolean {
  return typeof value === 'string' && value.trim() === value && value.length >= minLength && value.length <= maxLength;
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function duplicates(keyOf: (book: Row) => string): string[] {
  const keys = books.map(keyOf);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function countSentences(description: unknown): number {
  return [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(String(description))].length;
}

describe('data/books.json', () => {
  it('holds at least two hundred books', () => {
    expect(books.length).toBeGreaterThanOrEqual(200);
  });

  it('has twelve categories of at least ten books', () => {
    const sizes = new Map<unknown, number>();
    for (const { category } of books) sizes.set(category, (sizes.get(category) ?? 0) + 1);
    expect([...sizes.keys()]).toEqual([
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
    ]);
    expect([...sizes].filter(([, size]) => size < 10)).toEqual([]);
  });

  it('sets apostrophes and quotation marks as the covers do', () => {
    const texts = ({ title, author, description }: Row) => `${title} ${author} ${description}`;
    expect(offenders((book) => /['"]/.test(texts(book)))).toEqual([]);
  });

  it('gives every book the same fields and no others', () => {
    const shape = 'id,title,author,year,language,category,description,priceInCents,stock';
    expect(offenders((book) => Object.keys(book).join() !== shape)).toEqual([]);
  });

  it('gives every book an id of its own that fits in a path', () => {
    expect(offenders(({ id }) => !/^[a-z0-9-]{1,80}$/.test(String(id)))).toEqual([]);
    expect(duplicates(({ id }) => String(id))).toEqual([]);
  });

  it('lists no book twice', () => {
    expect(duplicates(({ title, author }) => `${title}|${author}`.toLowerCase())).toEqual([]);
  });

  it.each<[string, (book: Row) => boolean]>([
    ['a title', ({ title }) => isText(title, 1, 90)],
    ['an author', ({ author }) => isText(author, 1, 90)],
    ['a category', ({ category }) => /^[a-z-]+$/.test(String(category))],
    ['a language written out', ({ language }) => /^[A-Z][a-z]+( [A-Z][a-z]+)?$/.test(String(language))],
    ['a year that is not in the future', ({ year }) => isWhole(year, -800, new Date().getFullYear()) && year !== 0],
    ['a price between 4.99 and 49.99', ({ priceInCents }) => isWhole(priceInCents, 499, 4999)],
    ['a stock between 0 and 60', ({ stock }) => isWhole(stock, 0, 60)],
    ['a description of a fitting length', ({ description }) => isText(description, 40, 400)],
    ['a description of one to three sentences', ({ description }) => isWhole(countSentences(description), 1, 3)],
  ])('gives every book %s', (_what, isRight) => {
    expect(offenders((book) => !isRight(book))).toEqual([]);
  });

  it('has books that are sold out and books that nearly are', () => {
    expect(offenders(({ stock }) => stock === 0).length).toBeGreaterThanOrEqual(3);
    expect(offenders(({ stock }) => isWhole(stock, 1, 3)).length).toBeGreaterThanOrEqual(3);
  });

  it('keeps one book a line, so that a change reads well', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(books.length + 2);
    expect(lines.slice(1, -1).map((line) => JSON.parse(line.replace(/,$/, '')) as Row)).toEqual(books);
  });

  it('is sorted by category, then title', () => {
    const { compare } = new Intl.Collator('en');
    const sorted = [...books].sort(
      (a, b) => compare(String(a.category), String(b.category)) || compare(String(a.title), String(b.title)),
    );
    expect(books.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });
});
