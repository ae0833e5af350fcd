/** Makes up as many books as a measurement wants: all of one size, and some words that few of them have. */

export type GeneratedBook = {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly year: number;
  readonly language: string;
  readonly category: string;
  readonly description: string;
  readonly priceInCents: number;
  readonly stock: number;
  readonly ratingSum: number;
  readonly ratingCount: number;
  readonly version: number;
};

/** In the titles of the first thirty books, however many there are. */
export const RARE_WORD = 'quicksilver';
export const BOOKS_WITH_RARE_WORD = 30;
/** In the titles of all others. */
export const COMMON_WORD = 'manuscripts';

const CATEGORIES = ['adventure', 'classics', 'mystery', 'philosophy', 'poetry', 'science'];
const AUTHORS = ['Ada Moreno', 'Ben Carter', 'Cleo Marin', 'Dan Foster', 'Eve Larsen', 'Flo Becker'];
const DESCRIPTION = 'Found in an attic, copied by candlelight and never quite understood by those who came after. ';

/** No number ends in a zero: DynamoDB stores 1200 in fewer bytes than 1234. */
export function toGeneratedBook(index: number): GeneratedBook {
  const number = String(index).padStart(6, '0');
  return {
    id: `book-${number}`,
    title: `${index < BOOKS_WITH_RARE_WORD ? 'Quicksilver' : 'Manuscripts'} ${number}`,
    author: AUTHORS[index % AUTHORS.length] ?? '',
    year: 1899,
    language: 'English',
    category: CATEGORIES[index % CATEGORIES.length] ?? '',
    description: DESCRIPTION.repeat(2),
    priceInCents: 1009 + (index % 800) * 10,
    stock: 55,
    ratingSum: 0,
    ratingCount: 0,
    version: 1,
  };
}
