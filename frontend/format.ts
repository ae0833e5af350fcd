/** Numbers of the API in words and figures for readers. */
import type { components } from './api-types.ts';

type Rating = components['schemas']['Rating'];

export interface StockNote {
  readonly words: string;
  readonly level: 'plenty' | 'low' | 'none';
}

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const fewCopies = 4;
const days = new Intl.DateTimeFormat('en', { dateStyle: 'long' });
const hours = new Intl.DateTimeFormat('en', { timeStyle: 'short' });
const minutes = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

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
  return `Rated ${average.toFixed(1)} out of 5 by ${countReaders(count)}`;
}

export function countBooks(count: number): string {
  return count === 1 ? '1 book' : `${count} books`;
}

export function countCopies(count: number): string {
  return count === 1 ? '1 copy' : `${count} copies`;
}

export function countReaders(count: number): string {
  return count === 1 ? '1 reader' : `${count} readers`;
}

/** `moment` is what the API calls a date-time; shown in the visitor's time zone. */
export function formatDay(moment: string): string {
  return formatMoment(days, moment);
}

export function formatTime(moment: string): string {
  return formatMoment(minutes, moment);
}

/** The time of day alone. */
export function formatHour(moment: string): string {
  return formatMoment(hours, moment);
}

/** Its last letters tell orders apart; the first ones are the time. */
export function shortenOrderId(orderId: string): string {
  return orderId.slice(-6);
}

function formatMoment(format: Intl.DateTimeFormat, moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : format.format(date);
}
