/** Decides filters of a JSONPath, by Jayway's rules. */
import { looselyEqual } from './comparison.ts';
import { compareNumbers, isJavaNumber } from './java-number.ts';
import { isPlainObject, itemsOf } from './java-object.ts';
import { withTimeLimit } from './java-regex.ts';
import type { Filter, JsonPath, Operand } from './json-path-syntax.ts';
import { toText } from './printing.ts';

/** Reads a path from the element under test, or from the document. */
export type ReadPath = (path: JsonPath) => unknown;

export function holds(filter: Filter, read: ReadPath): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((each) => holds(each, read));
    case 'or':
      return filter.filters.some((each) => holds(each, read));
    case 'not':
      return !holds(filter.filter, read);
    case 'exists':
      return read(filter.path) !== undefined;
    case 'relation':
      return related(filter.operator, filter.left, filter.right, read);
  }
}

export function operandValue(operand: Operand, read: ReadPath): unknown {
  if (operand.kind === 'path') return read(operand.path);
  return operand.kind === 'value' ? operand.value : undefined;
}

function related(operator: string, leftOperand: Operand, rightOperand: Operand, read: ReadPath): boolean {
  const left = operandValue(leftOperand, read);
  if (operator === '=~') return matches(left, rightOperand);
  const right = operandValue(rightOperand, read);
  return RELATIONS.get(operator)?.(left ?? null, right ?? null) ?? false;
}

type Relation = (left: unknown, right: unknown) => boolean;

const RELATIONS: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  ['==', equal],
  ['===', equal],
  ['!=', (left, right) => !equal(left, right)],
  ['!==', (left, right) => !equal(left, right)],
  ['<', (left, right) => order(left, right, (by) => by < 0)],
  ['<=', (left, right) => order(left, right, (by) => by <= 0)],
  ['>', (left, right) => order(left, right, (by) => by > 0)],
  ['>=', (left, right) => order(left, right, (by) => by >= 0)],
  ['in', (left, right) => includes(right, left)],
  ['nin', (left, right) => !includes(right, left)],
  ['contains', contains],
  ['subsetof', (left, right) => itemsOf(left)?.every((item) => includes(right, item)) ?? false],
  ['anyof', (left, right) => listOf(left).some((item) => includes(right, item))],
  ['noneof', (left, right) => itemsOf(left)?.every((item) => !includes(right, item)) ?? false],
  ['all', (left, right) => listOf(right).every((item) => includes(left, item))],
  ['size', (left, right) => sizeOf(left) === right],
  ['empty', (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right],
]);

/** Values of different types are unequal, but for numbers written as text. What is missing counts as null. */
function equal(left: unknown, right: unknown): boolean {
  const sameType = typeName(left) === typeName(right);
  const numbers = isJavaNumber(left) || isJavaNumber(right);
  return (sameType || (numbers && toText(left).trim() !== '')) && looselyEqual(left, right);
}

function order(left: unknown, right: unknown, wanted: (by: number) => boolean): boolean {
  if (isJavaNumber(left) && isJavaNumber(right)) return wanted(compareNumbers(left, right));
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  return wanted(left < right ? -1 : Number(left > right));
}

function includes(list: unknown, value: unknown): boolean {
  return listOf(list).some((item) => equal(item, value));
}

function listOf(value: unknown): readonly unknown[] {
  return itemsOf(value) ?? [];
}

function contains(left: unknown, right: unknown): boolean {
  return typeof left === 'string' ? left.includes(toText(right)) : includes(left, right);
}

function matches(left: unknown, operand: Operand): boolean {
  if (operand.kind !== 'pattern' || left === undefined || left === null) return false;
  if (typeof left === 'object' && !isJavaNumber(left)) return false;
  const text = toText(left);
  return withTimeLimit(operand.pattern, text, () => operand.pattern.whole.test(text));
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return value.length;
  if (value instanceof Map) return value.size;
  return isPlainObject(value) ? Object.keys(value).length : itemsOf(value)?.length;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (isJavaNumber(value)) return 'number';
  if (itemsOf(value)) return 'array';
  return value instanceof Map ? 'object' : typeof value;
}
