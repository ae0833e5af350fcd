/** What is asked of a catalogue, however many books it has: each request gets the same number of items from all of them. */

import { COMMON_WORD, RARE_WORD, toGeneratedBook } from './generated-books.ts';

export interface CatalogueRequest {
  readonly what: string;
  readonly path: string;
}

const CATEGORY = 'adventure';
const PAGE = 20;

/** Of a catalogue with this many books, at least 1,000. */
export function listRequests(books: number): readonly CatalogueRequest[] {
  const category = `/categories/${CATEGORY}/books`;
  const last = findLastTokens(books);
  return [
    { what: 'GET /books, the first page', path: '/books' },
    { what: 'GET /books, the last page', path: `/books?nextToken=${last.ofAll}` },
    { what: 'GET /books, a page of 100', path: '/books?limit=100' },
    { what: 'GET /categories/… by title, the first page', path: category },
    { what: 'GET /categories/… by title, the last page', path: `${category}?nextToken=${last.byTitle}` },
    { what: 'GET /categories/… by price, the first page', path: `${category}?sort=price` },
    { what: 'GET /categories/… by price, the last page', path: `${category}?sort=price&nextToken=${last.byPrice}` },
    { what: 'GET /books/{bookId}', path: `/books/${toGeneratedBook(books - 1).id}` },
    { what: 'GET /search, a word of 30 books', path: `/search?q=${RARE_WORD}` },
    { what: 'GET /search, the beginning of that word', path: `/search?q=${RARE_WORD.slice(0, 5)}` },
    { what: 'GET /search, that word and an author', path: `/search?q=${RARE_WORD}%20moreno` },
    { what: 'GET /search, a word of all other books', path: `/search?q=${COMMON_WORD}` },
    { what: 'GET /search, a word of no book', path: '/search?q=xylophone' },
  ];
}

/** The tokens after which each list has one page left. Ids and titles of generated books go up with their numbers. */
function findLastTokens(books: number) {
  const shelf = Array.from({ length: books }, (_, index) => toGeneratedBook(index)).filter(
    ({ category }) => category === CATEGORY,
  );
  const before = (list: typeof shelf) => list.at(-PAGE - 1) ?? toGeneratedBook(0);
  const byTitle = before(shelf);
  const byPrice = before(shelf.toSorted((left, right) => left.priceInCents - right.priceInCents));
  return {
    ofAll: `books.${toBase64(toGeneratedBook(books - PAGE - 1).id)}`,
    byTitle: `title.${toBase64(byTitle.title)}.${toBase64(byTitle.id)}`,
    byPrice: `price.${toBase64(String(byPrice.priceInCents))}.${toBase64(byPrice.id)}`,
  };
}

/** As the mapping templates write it. */
const toBase64 = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_'));
