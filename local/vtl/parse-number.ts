/** Number literals: `5`, `-5`, `1.50`, `.5`, `1e3`. */
import type { Cursor } from './cursor.ts';
import { JavaDouble } from './java-double.ts';
import { toInteger } from './java-number.ts';
import type { Expression } from './syntax-tree.ts';

/** `1..3` is a range of integers, so a point that is followed by another one is no decimal point. */
const DOUBLE = /-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;
const INTEGER = /-?\d+/y;

export function parseInteger(cursor: Cursor): Expression | undefined {
  const integer = cursor.take(INTEGER);
  return integer && { kind: 'number', value: toInteger(integer[0]) };
}

export function parseNumber(cursor: Cursor): Expression | undefined {
  const double = cursor.take(DOUBLE);
  return double ? { kind: 'number', value: new JavaDouble(Number(double[0])) } : parseInteger(cursor);
}

/** In VTL a minus directly before a digit belongs to the number: `3-1` is two numbers side by side, an error. */
export function startsNegativeNumber(cursor: Cursor): boolean {
  return /^-\.?\d/.test(cursor.text.slice(cursor.position, cursor.position + 3));
}
