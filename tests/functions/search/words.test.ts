/** How texts become words. */
import { toBookWords, toQueryWords } from '../../../functions/search/words.ts';

describe('the words of a query', () => {
  it.each([
    ['War and Peace', ['war', 'and', 'peace']],
    ['  WAR,  peace! ', ['war', 'peace']],
    ['Les Misérables', ['les', 'miserables']],
    ['Les Mise\u0301rables', ['les', 'miserables']],
    ['Søren Kierkegaard Œuvres Straße ŁÓDŹ', ['soren', 'kierkegaard', 'oeuvres', 'strasse', 'lodz']],
    ["Gulliver's", ['gullivers']],
    ['Gulliver’s', ['gullivers']],
    ['Война и мир', ['воина', 'и', 'мир']],
    ['三体', ['三体']],
    ['1984', ['1984']],
    ['war war WAR', ['war']],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['x'.repeat(100), ['x'.repeat(40)]],
    ['#$%&/()=?', []],
    ['', []],
  ])('%j are %j', (query, words) => {
    expect(toQueryWords(query)).toEqual(words);
  });
});

describe('the words of a book', () => {
  it('are those of title and author', () => {
    expect(toBookWords({ title: 'Emma', author: 'Jane Austen' })).toEqual(['emma', 'jane', 'austen']);
  });

  it.each([
    ["Gulliver's Travels", ['gullivers', 'travels', 'gulliver', 's']],
    ['Tess of the d’Urbervilles', ['tess', 'of', 'the', 'durbervilles', 'd', 'urbervilles']],
  ])('of %j are found with and without the apostrophe', (title, words) => {
    expect(toBookWords({ title, author: '' })).toEqual(words);
  });

  it('are sixty at most', () => {
    const title = Array.from({ length: 100 }, (_, number) => number).join(' ');
    expect(toBookWords({ title, author: '' })).toHaveLength(60);
  });
});
