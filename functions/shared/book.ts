/** A book as the API shows it, read from an item of the Books table. mapping-templates/books/book.vtl does the same. */
import { type Item, readNumber, readText } from './item.ts';

export type Book = {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly year: number;
  readonly language: string;
  readonly category: string;
  readonly description: string;
  readonly priceInCents: number;
  readonly stock: number;
  readonly rating: Rating;
  readonly version: number;
};

export type Rating = { readonly average: number; readonly count: number };

export function toBook(item: Item): Book {
  return {
    id: readText(item, 'id'),
    title: readText(item, 'title'),
    author: readText(item, 'author'),
    year: readNumber(item, 'year'),
    language: readText(item, 'language'),
    category: readText(item, 'category'),
    description: readText(item, 'description'),
    priceInCents: readNumber(item, 'priceInCents'),
    stock: readNumber(item, 'stock'),
    rating: toRating(readNumber(item, 'ratingSum'), readNumber(item, 'ratingCount')),
    version: readNumber(item, 'version'),
  };
}

/** The average with one decimal, half up, in whole numbers: 4.25 is not 4.2 here and 4.3 in the template. */
export function toRating(sum: number, count: number): Rating {
  const tenths = count > 0 ? Math.floor((sum * 20 + count) / (count * 2)) : 0;
  return { average: tenths / 10, count };
}
