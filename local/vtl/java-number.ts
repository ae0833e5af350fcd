/** Java's numbers: exact integers of any size, doubles, their arithmetic and their methods. */
import { TemplateRenderError } from './errors.ts';
import { JavaDouble } from './java-double.ts';
import type { ArithmeticOperator } from './syntax-tree.ts';

export type JavaNumber = number | bigint | JavaDouble;

export function isJavaNumber(value: unknown): value is JavaNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaDouble;
}

/** Reads digits exactly: a number where that is safe, else a bigint. */
export function toInteger(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(digits);
}

/** The nearest JavaScript number. */
export function toNumber(value: JavaNumber): number {
  return value instanceof JavaDouble ? value.value : Number(value);
}

/** Gives null for a division by zero, as Velocity does. */
export function calculate(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  if ((operator === '/' || operator === '%') && toNumber(right) === 0) return null;
  if (isFloating(left) || isFloating(right)) {
    return new JavaDouble(calculateDouble(operator, toNumber(left), toNumber(right)));
  }
  return calculateInteger(operator, left, right);
}

export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const a = left instanceof JavaDouble ? left.value : left;
  const b = right instanceof JavaDouble ? right.value : right;
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** Java's equals: an Integer never equals a Double. */
export function equalNumbers(left: JavaNumber, right: JavaNumber): boolean {
  return isFloating(left) === isFloating(right) && compareNumbers(left, right) === 0;
}

/** A plain JavaScript fraction comes from outside the engine and counts as a Double. */
function isFloating(value: JavaNumber): value is JavaDouble | number {
  return value instanceof JavaDouble || (typeof value === 'number' && !Number.isInteger(value));
}

function calculateDouble(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

function calculateInteger(operator: ArithmeticOperator, left: JavaNumber, right: JavaNumber): JavaNumber {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = Math.trunc(calculateDouble(operator, left, right));
    if (Number.isSafeInteger(result)) return result + 0;
  }
  const result = calculateBigInt(operator, BigInt(toDigits(left)), BigInt(toDigits(right)));
  const small = Number(result);
  return Number.isSafeInteger(small) ? small : checkSize(result);
}

function toDigits(value: JavaNumber): number | bigint {
  return value instanceof JavaDouble ? Math.trunc(value.value) : value;
}

function calculateBigInt(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

/** Repeated squaring in a loop would otherwise fill the memory. */
function checkSize(value: bigint): bigint {
  if (BigInt.asIntN(65_536, value) !== value) throw new TemplateRenderError('A number grew beyond 65,536 bits');
  return value;
}
