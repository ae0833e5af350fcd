/** Numbers of the API in words and figures. */
import { countBooks, describeRating, describeStock, formatPrice, formatYear } from '../../frontend/format.ts';

describe('formatPrice', () => {
  it.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [1299, '$12.99'],
    [129900, '$1,299.00'],
  ])('shows %d cents as %s', (cents, text) => {
    expect(formatPrice(cents)).toBe(text);
  });
});

describe('formatYear', () => {
  it.each([
    [-458, '458 BC'],
    [173, 'AD 173'],
    [1000, '1000'],
    [1813, '1813'],
  ])('shows %d as %s', (year, text) => {
    expect(formatYear(year)).toBe(text);
  });
});

describe('describeStock', () => {
  it.each([
    [0, 'Sold out', 'none'],
    [1, 'Only 1 left', 'low'],
    [4, 'Only 4 left', 'low'],
    [5, 'In stock', 'plenty'],
  ])('says of %d copies: %s', (stock, words, level) => {
    expect(describeStock(stock)).toEqual({ words, level });
  });
});

describe('describeRating', () => {
  it.each([
    [0, 0, 'No reviews yet'],
    [5, 1, 'Rated 5.0 out of 5 by 1 reader'],
    [3.7, 12, 'Rated 3.7 out of 5 by 12 readers'],
  ])('says of an average of %d from %d reviews: %s', (average, count, words) => {
    expect(describeRating({ average, count })).toBe(words);
  });
});

describe('countBooks', () => {
  it.each([
    [0, '0 books'],
    [1, '1 book'],
    [20, '20 books'],
  ])('counts %d as %s', (count, words) => {
    expect(countBooks(count)).toBe(words);
  });
});
