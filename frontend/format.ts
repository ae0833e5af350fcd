/** Numbers of the API in words and figures for readers. */
import type { components } from './api-types.ts';

type Rating = components['schemas']['Rating'];

export interface StockNote {
  readonly words: string;
  readonly level: 'plenty' | 'low' | 'none';
}

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const fewCopies = 4;

export function formatPrice(priceInCents: number): string {
  return dollars.format(priceInCents / 100);
}

/** Years before Christ are negative; early ones say which side they are on. */
export function formatYear(year: number): string {
  if (year < 0) return `${-year} BC`;
  return year < 1000 ? `AD ${year}` : String(year);
}

export function describeStock(stock: number): StockNote {
  if (stock <= 0) return { words: 'Sold out', level: 'none' };
  if (stock <= fewCopies) return { words: `Only ${stock} left`, level: 'low' };
  return { words: 'In stock', level: 'plenty' };
}

export function describeRating({ average, count }: Rating): string {
  if (count === 0) return 'No reviews yet';
  return `Rated ${average.toFixed(1)} out of 5 by ${count} ${count === 1 ? 'reader' : 'readers'}`;
}

export function countBooks(count: number): string {
  return count === 1 ? '1 book' : `${count} books`;
}
