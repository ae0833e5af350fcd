/** What functions and contract both say of a book. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { categories, parseBookText } from '../../../functions/books/book-text.ts';
import { orderStatuses } from '../../../functions/orders/order-status.ts';

const { schemas } = parse(readFileSync('openapi.yml', 'utf8'), { merge: true }).components;
const { stock: _stock, ...properties } = schemas.NewBookRequest.properties;

describe('the contract', () => {
  it('has the same categories', () => {
    expect(categories).toEqual(schemas.Category.enum);
  });

  it('has the same statuses of an order', () => {
    expect(orderStatuses).toEqual(schemas.OrderStatus.enum);
  });

  const least = Object.fromEntries(
    Object.entries<{ minimum?: number; minLength?: number }>(properties).map(([name, { minimum, minLength }]) => [
      name,
      minimum ?? (minLength ? 'x'.repeat(minLength) : 'classics'),
    ]),
  );
  const most = Object.fromEntries(
    Object.entries<{ maximum?: number; maxLength?: number }>(properties).map(([name, { maximum, maxLength }]) => [
      name,
      maximum ?? (maxLength ? 'x'.repeat(maxLength) : 'classics'),
    ]),
  );

  it('has the same bounds: both ends are taken', () => {
    expect([parseBookText(least), parseBookText(most)]).toEqual([least, most]);
  });

  it.each(Object.keys(properties).filter((name) => name !== 'category'))('has the same bounds of %s', (name) => {
    const [low, high] = [least[name], most[name]];
    const below = typeof low === 'number' ? low - 1 : '';
    const above = typeof high === 'number' ? high + 1 : `${high}x`;
    for (const value of [below, above]) {
      expect(() => parseBookText({ ...most, [name]: value })).toThrow(expect.objectContaining({ status: 400 }));
    }
  });
  it('stores no half of a character, which DynamoDB would refuse, and nothing that turns the direction of a text', () => {
    const given = { ...most, title: 'Half \ud800', author: '\u202eAnn\udc00', description: 'One\r\nTwo \ud83d\ude00' };
    expect(parseBookText(given)).toMatchObject({ title: 'Half', author: 'Ann', description: 'One\nTwo 😀' });
    expect(() => parseBookText({ ...most, language: '\ud800' })).toThrow(expect.objectContaining({ status: 400 }));
  });
});
