/** Compiles expressions to closures that compute their value, and conditions to closures that decide. */
import { compare, looselyEqual } from './comparison.ts';
import type { Compilers, Evaluate, Test } from './compile.ts';
import { compileReference } from './compile-reference.ts';
import { calculate, isJavaNumber } from './java-number.ts';
import { JavaCollection } from './java-object.ts';
import { checkLength, checkListSize } from './limits.ts';
import { toText } from './printing.ts';
import type { Arithmetic, Expression } from './syntax-tree.ts';

export function compileExpression(expression: Expression, compilers: Compilers): Evaluate {
  switch (expression.kind) {
    case 'reference':
      return compileReference(expression, compilers);
    case 'text':
      return constant(expression.text);
    case 'number':
    case 'boolean':
      return constant(expression.value);
    case 'null':
      return constant(null);
    case 'interpolation': {
      const body = compilers.block(expression.body);
      return (frame) => frame.capture(body);
    }
    case 'arithmetic':
      return compileArithmetic(expression, compilers);
    case 'negation':
      return compileNegation(expression.operand, compilers);
    case 'list':
    case 'map':
    case 'range':
      return compileCollection(expression, compilers);
    default:
      return compileCondition(expression, compilers);
  }
}

/**
 * Compiles what decides an #if. Only comparisons, true, and references can hold; a reference holds unless it is the
 * boolean false, so null, "", 0 and empty lists hold as well. Literals never hold.
 */
export function compileCondition(expression: Expression, compilers: Compilers): Test {
  switch (expression.kind) {
    case 'reference': {
      const value = compileReference(expression, compilers);
      return (frame) => value(frame) !== false;
    }
    case 'boolean':
      return constant(expression.value);
    case 'not': {
      const operand = compilers.condition(expression.operand);
      return (frame) => !operand(frame);
    }
    case 'and':
    case 'or':
      return compileLogical(expression, compilers);
    case 'equal':
    case 'unequal': {
      const left = compilers.expression(expression.left);
      const right = compilers.expression(expression.right);
      const wanted = expression.kind === 'equal';
      return (frame) => looselyEqual(left(frame), right(frame)) === wanted;
    }
    case 'comparison': {
      const { operator } = expression;
      const left = compilers.expression(expression.left);
      const right = compilers.expression(expression.right);
      return (frame) => compare(operator, left(frame), right(frame));
    }
    default:
      return constant(false);
  }
}

function constant<T>(value: T): () => T {
  return () => value;
}

type Logical = Extract<Expression, { kind: 'and' | 'or' | 'equal' | 'unequal' }>;

function compileLogical({ kind, left, right }: Logical, { condition }: Compilers): Test {
  const first = condition(left);
  const second = condition(right);
  return kind === 'and' ? (frame) => first(frame) && second(frame) : (frame) => first(frame) || second(frame);
}

/** Adding to a text joins; other arithmetic without two numbers gives null. */
function compileArithmetic({ operator, left, right }: Arithmetic, { expression }: Compilers): Evaluate {
  const first = expression(left);
  const second = expression(right);
  return (frame) => {
    const a = first(frame);
    const b = second(frame);
    if (isJavaNumber(a) && isJavaNumber(b)) return calculate(operator, a, b);
    return operator === '+' && (typeof a === 'string' || typeof b === 'string') ? join(a, b) : null;
  };
}

function join(left: unknown, right: unknown): string {
  const text = toText(left) + toText(right);
  checkLength(text.length);
  return text;
}

function compileNegation(operand: Expression, { expression }: Compilers): Evaluate {
  const value = expression(operand);
  return (frame) => {
    const number = value(frame);
    return isJavaNumber(number) ? calculate('*', number, -1) : null;
  };
}

type Collection = Extract<Expression, { kind: 'list' | 'map' | 'range' }>;

function compileCollection(collection: Collection, { expression }: Compilers): Evaluate {
  if (collection.kind === 'list') {
    const items = collection.items.map(expression);
    return (frame) => new JavaCollection(items.map((item) => item(frame)));
  }
  if (collection.kind === 'range') {
    const from = expression(collection.from);
    const to = expression(collection.to);
    return (frame) => createRange(from(frame), to(frame));
  }
  const entries = collection.entries.map(([key, value]) => [expression(key), expression(value)] as const);
  return (frame) => new Map(entries.map(([key, value]) => [key(frame), value(frame)]));
}

/** Counts up or down; null when an end is no integer. */
function createRange(from: unknown, to: unknown): JavaCollection | null {
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  const size = Math.abs(to - from) + 1;
  checkListSize(size);
  const step = from <= to ? 1 : -1;
  return new JavaCollection(Array.from({ length: size }, (_, at) => from + at * step));
}
