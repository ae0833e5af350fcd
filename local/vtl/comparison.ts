/** When two values are equal, and which is smaller, by Velocity 1.7's rules. */

import { compareNumbers, equalNumbers, isJavaNumber } from './java-number.ts';
import { itemsOf } from './java-object.ts';
import { checkDepth, checkSteps } from './limits.ts';
import { toText } from './printing.ts';
import type { ComparisonOperator } from './syntax-tree.ts';

/** `==`: numbers by value, things of one kind by their equals method, all else by their text. */
export function looselyEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (isJavaNumber(left) && isJavaNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left === 'string' && typeof right === 'string') return false;
  const sameKind = (left instanceof Map && right instanceof Map) || (itemsOf(left) && itemsOf(right));
  return sameKind ? javaEquals(left, right) : toText(left) === toText(right);
}

/** Anything but two numbers is neither smaller nor greater. */
export function compare(operator: ComparisonOperator, left: unknown, right: unknown): boolean {
  if (!isJavaNumber(left) || !isJavaNumber(right)) return false;
  const order = compareNumbers(left, right);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Java's equals, which looks into lists and maps. */
export function javaEquals(left: unknown, right: unknown): boolean {
  return equals(left, right, 0, { steps: 0 });
}

interface Effort {
  steps: number;
}

function equals(left: unknown, right: unknown, depth: number, effort: Effort): boolean {
  if (left === right) return true;
  checkDepth(depth);
  checkSteps(++effort.steps);
  if (isJavaNumber(left) && isJavaNumber(right)) return equalNumbers(left, right);
  const items = itemsOf(left);
  const others = itemsOf(right);
  if (items && others) {
    return items.length === others.length && items.every((item, at) => equals(item, others[at], depth + 1, effort));
  }
  if (left instanceof Map && right instanceof Map) return equalMaps(left, right, depth, effort);
  return false;
}

type Entries = ReadonlyMap<unknown, unknown>;

function equalMaps(left: Entries, right: Entries, depth: number, effort: Effort): boolean {
  if (left.size !== right.size) return false;
  return Array.from(left).every(([key, value]) => right.has(key) && equals(value, right.get(key), depth + 1, effort));
}
