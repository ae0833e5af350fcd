/** The shelves of the storefront are the categories of the contract. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { categories, getShelf, isCategory } from '../../frontend/categories.ts';

describe('categories', () => {
  it('are those of the contract, in its order', () => {
    const contract = parse(readFileSync('openapi.yml', 'utf8'), { merge: true });
    expect(categories).toEqual(contract.components.schemas.Category.enum);
  });

  it('have readable names', () => {
    expect(categories.map((category) => getShelf(category).name)).toEqual([
      'Adventure',
      'Children’s books',
      'Classics',
      'Computing',
      'Drama',
      'History',
      'Horror',
      'Mystery',
      'Philosophy',
      'Poetry',
      'Science',
      'Science fiction',
    ]);
  });

  it.each(['toString', '', 'Poetry'])('do not include "%s"', (text) => {
    expect(isCategory(text)).toBe(false);
  });
});
