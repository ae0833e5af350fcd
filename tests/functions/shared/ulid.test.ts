/** Ids that sort by time. */
import { createUlid, isUlid, readUlidTime, toUlidBefore } from '../../../functions/shared/ulid.ts';

describe('a ULID', () => {
  it.each([
    [0, '0000000000'],
    [1469918176385, '01ARYZ6S41'],
    [2 ** 48 - 1, '7ZZZZZZZZZ'],
  ])('begins with the time %d as %s', (atMs, time) => {
    expect(createUlid(atMs)).toMatch(new RegExp(`^${time}[0-9A-HJKMNP-TV-Z]{16}$`));
  });

  it('sorts by time', () => {
    const ids = [1, 31, 32, 1023, 1024, 1e12, 1e12 + 1].map((atMs) => createUlid(atMs));
    expect(ids.toSorted()).toEqual(ids);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => createUlid(0))).size).toBe(10_000);
  });

  it.each([0, 1469918176385, 2 ** 48 - 1])('gives its time %d back', (atMs) => {
    expect(readUlidTime(createUlid(atMs))).toBe(atMs);
  });

  it('comes after what is before all of its time, and before that of the next millisecond', () => {
    const atMs = 1469918176385;
    const [before, id, next] = [toUlidBefore(atMs), createUlid(atMs), toUlidBefore(atMs + 1)];
    expect(before < id && id < next).toBe(true);
    expect(toUlidBefore(-10_000)).toBe('0000000000');
  });

  it.each([
    ['01ARYZ6S41TSV4RRFFQ69G5FAV', true],
    ['81ARYZ6S41TSV4RRFFQ69G5FAV', false],
    ['01ARYZ6S41TSV4RRFFQ69G5FA', false],
    ['01ARYZ6S41TSV4RRFFQ69G5FAVV', false],
    ['01aryz6s41tsv4rrffq69g5fav', false],
    ['01ARYZ6S41TSV4RRFFQ69G5FAU', false],
    ['01ARYZ6S41TSV4RRFFQ69G5FA\n', false],
    ['', false],
    [undefined, false],
  ])('is %j: %s', (text, expected) => {
    expect(isUlid(text)).toBe(expected);
  });
});
