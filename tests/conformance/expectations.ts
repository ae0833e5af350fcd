/** Compares what came with what was expected: subsets, whole values and placeholders. */

import { isMembers } from './vectors.ts';

/** One thing that is not as expected. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Matcher {
  /** Extra members of objects are allowed, at any depth. */
  readonly subset: (path: string, expected: unknown, actual: unknown) => Difference[];
  /** Every member counts; their order does not. */
  readonly whole: (path: string, expected: unknown, actual: unknown) => Difference[];
}

type Compare = (path: string, expected: unknown, actual: unknown) => Difference[];

const NOTHING = Symbol('nothing');

/** One matcher per vector: `@same:x` is equal wherever it stands in the vector. */
export function createMatcher(): Matcher {
  const same = new Map<string, unknown>();
  const compareWith = (exact: boolean): Compare => {
    const compare: Compare = (path, expected, actual) => {
      const placeholder = typeof expected === 'string' ? matchPlaceholder(expected, actual, same) : undefined;
      if (placeholder !== undefined) return placeholder ? [] : [{ path, expected, actual }];
      if (Array.isArray(expected)) return compareLists(path, expected, actual, compare);
      if (isMembers(expected)) return compareMembers(path, expected, actual, compare, exact);
      return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
    };
    return compare;
  };
  return { subset: compareWith(false), whole: compareWith(true) };
}

function compareLists(path: string, expected: readonly unknown[], actual: unknown, compare: Compare): Difference[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return [{ path, expected, actual }];
  return expected.flatMap((member, index) => compare(`${path}[${index}]`, member, actual[index]));
}

function compareMembers(
  path: string,
  expected: Readonly<Record<string, unknown>>,
  actual: unknown,
  compare: Compare,
  exact: boolean,
): Difference[] {
  if (!isMembers(actual)) return [{ path, expected, actual }];
  const extra = exact ? Object.keys(actual).filter((name) => !Object.hasOwn(expected, name)) : [];
  return [
    ...Object.entries(expected).flatMap(([name, member]) =>
      Object.hasOwn(actual, name)
        ? compare(`${path}.${name}`, member, actual[name])
        : [{ path: `${path}.${name}`, expected: member, actual: NOTHING }],
    ),
    ...extra.map((name) => ({ path: `${path}.${name}`, expected: NOTHING, actual: actual[name] })),
  ];
}

/** Undefined for text that is not a placeholder. */
function matchPlaceholder(expected: string, actual: unknown, same: Map<string, unknown>): boolean | undefined {
  if (expected === '@any') return !isEmpty(actual);
  if (expected === '@int') return Number.isInteger(actual) || (typeof actual === 'string' && /^-?\d+$/.test(actual));
  if (expected.startsWith('@regex:')) return isPrintable(actual) && toPattern(expected.slice(7)).test(String(actual));
  if (!expected.startsWith('@same:')) return undefined;
  if (isEmpty(actual)) return false;
  if (!same.has(expected)) same.set(expected, actual);
  return Object.is(same.get(expected), actual);
}

/** JavaScript has no `(?i)` at the beginning of a pattern. */
const toPattern = (text: string): RegExp =>
  text.startsWith('(?i)') ? new RegExp(text.slice(4), 'i') : new RegExp(text);

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const isPrintable = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** As a line of the report. */
export function printDifference({ path, expected, actual }: Difference): string {
  return `${path}\n      expected ${print(expected)}\n      actual   ${print(actual)}`;
}

function print(value: unknown): string {
  if (value === NOTHING || value === undefined) return '(nothing)';
  return JSON.stringify(value);
}

/** For members that must not be there at all. */
export const absent = (path: string, actual: unknown): Difference[] =>
  actual === undefined ? [] : [{ path, expected: NOTHING, actual }];
