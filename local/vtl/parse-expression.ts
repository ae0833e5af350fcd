/** Expressions of #if, #elseif and #set, by precedence: or, and, equality, comparison, sum, product, unary. */
import type { Cursor } from './cursor.ts';
import { startsNegativeNumber } from './parse-number.ts';
import { parseValue } from './parse-parameter.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './syntax-tree.ts';

type Operand = (cursor: Cursor) => Expression;
type Combine = (left: Expression, right: Expression) => Expression;

const COMPARISONS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['<', '<'],
  ['lt', '<'],
  ['<=', '<='],
  ['le', '<='],
  ['>', '>'],
  ['gt', '>'],
  ['>=', '>='],
  ['ge', '>='],
]);

const parseProduct = operators(/[*/%]/y, parseUnary, (sign) => arithmetic(sign as ArithmeticOperator));
const parseSum = operators(/[+-]/y, parseProduct, (sign) => arithmetic(sign as ArithmeticOperator));
const parseComparison = operators(/[<>]=?|(?:lt|le|gt|ge)(?![\w@])/y, parseSum, comparison);
const parseEquality = operators(/==|!=|(?:eq|ne)(?![\w@])/y, parseComparison, (sign) => (left, right) => ({
  kind: sign === '==' || sign === 'eq' ? 'equal' : 'unequal',
  left,
  right,
}));
const parseAnd = operators(/&&|and(?![\w@])/y, parseEquality, () => (left, right) => ({ kind: 'and', left, right }));
const parseOr = operators(/\|\||or(?![\w@])/y, parseAnd, () => (left, right) => ({ kind: 'or', left, right }));

export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => parseOr(cursor));
}

/** Operators of one precedence, which group from the left. */
function operators(pattern: RegExp, operand: Operand, combine: (sign: string) => Combine): Operand {
  return (cursor) => {
    let left = operand(cursor);
    for (;;) {
      if (startsNegativeNumber(cursor)) return left;
      const sign = cursor.take(pattern);
      if (!sign) return left;
      left = combine(sign[0])(left, operand(cursor));
    }
  };
}

function arithmetic(operator: ArithmeticOperator): Combine {
  return (left, right) => ({ kind: 'arithmetic', operator, left, right });
}

function comparison(sign: string): Combine {
  const operator = COMPARISONS.get(sign) ?? '<';
  return (left, right) => ({ kind: 'comparison', operator, left, right });
}

function parseUnary(cursor: Cursor): Expression {
  cursor.skipWhiteSpace();
  if (cursor.take(/!(?!=)|not(?![\w@])/y)) return { kind: 'not', operand: cursor.nested(() => parseUnary(cursor)) };
  return parsePrimary(cursor);
}

function parsePrimary(cursor: Cursor): Expression {
  const value = parseValue(cursor, 'element') ?? parseNegation(cursor) ?? parseParentheses(cursor);
  cursor.skipWhiteSpace();
  return value;
}

/** Stock Velocity 1.7 knows no unary minus; it is accepted here because what it means is never in doubt. */
function parseNegation(cursor: Cursor): Expression | undefined {
  if (!cursor.takeText('-')) return undefined;
  return { kind: 'negation', operand: cursor.nested(() => parseUnary(cursor)) };
}

function parseParentheses(cursor: Cursor): Expression {
  if (!cursor.takeText('(')) return cursor.unexpected();
  const inner = parseExpression(cursor);
  cursor.expect(')');
  return inner;
}
