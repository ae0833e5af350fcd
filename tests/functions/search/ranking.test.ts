/** Which matches come first. */
import { type Entry, rank } from '../../../functions/search/ranking.ts';
import { toBookWords, toQueryWords } from '../../../functions/search/words.ts';

const anEntry = (bookId: string, title: string, author = ''): Entry => ({
  bookId,
  title,
  words: toBookWords({ title, author }),
});

const entries = [
  anEntry('warriors', 'Warriors', 'A. Peace'),
  anEntry('war-z', 'War', 'Z'),
  anEntry('war-and-peace', 'War and Peace', 'Leo Tolstoy'),
  anEntry('emma', 'Emma', 'Jane Austen'),
  anEntry('by-war', 'Gardens', 'Tom War'),
  anEntry('by-warren', 'Gardens', 'Tom Warren'),
];

const find = (query: string) => rank(entries, toQueryWords(query)).map(({ bookId }) => bookId);

describe('ranking', () => {
  it('puts whole words before beginnings, and titles before authors', () => {
    expect(find('war')).toEqual(['war-z', 'war-and-peace', 'warriors', 'by-war', 'by-warren']);
  });

  it.each([
    ['war peace', ['war-and-peace', 'warriors']],
    ['peace war', ['war-and-peace', 'warriors']],
    ['tolst wa', ['war-and-peace']],
    ['war emma', []],
    ['arriors', []],
  ])('finds with %j the books that have every word: %j', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  it('sorts equals by title, accents folded in, and then by id', () => {
    const equals = ['Zebra', 'Émile', 'apple', 'Émile'].map((title, index) => anEntry(`b${index}`, title, 'Same'));
    expect(rank(equals, ['same']).map(({ bookId }) => bookId)).toEqual(['b2', 'b1', 'b3', 'b0']);
  });

  it('names a book once, however many of its words match', () => {
    const one = anEntry('b', 'Warm Wars', 'War');
    expect(rank([one, one, one], ['war'])).toEqual([one]);
  });
});
