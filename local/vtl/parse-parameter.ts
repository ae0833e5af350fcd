/**
 * Literals and references: what may stand as a method's argument, an index, or an element of a list or map. API
 * Gateway's VTL takes no arithmetic in these places.
 */
import type { Cursor } from './cursor.ts';
import { parseInteger, parseNumber } from './parse-number.ts';
import { parseReference as parseReferenceWith } from './parse-reference.ts';
import { parseString } from './parse-string.ts';
import type { Expression, Reference } from './syntax-tree.ts';

type Place = 'argument' | 'index' | 'element';

const BOOLEAN = /(true|false)(?![\w-])/y;
const WORD = /[A-Za-z_][\w-]*/y;

export function parseReference(cursor: Cursor): Reference | undefined {
  return parseReferenceWith(cursor, parseParameter);
}

/** One value with the white space around it. */
export function parseParameter(cursor: Cursor, place: Place): Expression {
  cursor.skipWhiteSpace();
  const value = parseValue(cursor, place) ?? cursor.unexpected();
  cursor.skipWhiteSpace();
  return value;
}

/** Gives undefined when neither a literal nor a reference starts here. */
export function parseValue(cursor: Cursor, place: Place): Expression | undefined {
  const scalar =
    parseString(cursor) ??
    (place === 'index' ? parseInteger(cursor) : parseNumber(cursor)) ??
    parseBoolean(cursor) ??
    parseReference(cursor);
  if (scalar || place === 'index') return scalar;
  if (cursor.peek() === '[') return cursor.nested(() => parseList(cursor, place));
  if (cursor.peek() === '{') return cursor.nested(() => parseMap(cursor, place));
  if (place === 'argument' && cursor.take(WORD)) return { kind: 'null' };
  return undefined;
}

function parseBoolean(cursor: Cursor): Expression | undefined {
  const word = cursor.take(BOOLEAN);
  return word && { kind: 'boolean', value: word[1] === 'true' };
}

function parseList(cursor: Cursor, place: Place): Expression {
  cursor.expect('[');
  cursor.skipWhiteSpace();
  if (cursor.takeText(']')) return { kind: 'list', items: [] };
  const first = parseParameter(cursor, place);
  if (cursor.takeText('..')) return parseRange(cursor, first);
  const items = [first];
  while (cursor.takeText(',')) items.push(parseParameter(cursor, place));
  cursor.expect(']');
  return { kind: 'list', items };
}

function parseRange(cursor: Cursor, from: Expression): Expression {
  const to = parseParameter(cursor, 'element');
  if (!isRangeEnd(from) || !isRangeEnd(to)) cursor.fail('A range runs from one integer or reference to another');
  cursor.expect(']');
  return { kind: 'range', from, to };
}

function isRangeEnd(value: Expression): boolean {
  return value.kind === 'reference' || (value.kind === 'number' && typeof value.value === 'number');
}

function parseMap(cursor: Cursor, place: Place): Expression {
  cursor.expect('{');
  cursor.skipWhiteSpace();
  const entries: (readonly [Expression, Expression])[] = [];
  if (cursor.takeText('}')) return { kind: 'map', entries };
  do {
    const key = parseParameter(cursor, place);
    cursor.expect(':');
    entries.push([key, parseParameter(cursor, place)]);
  } while (cursor.takeText(','));
  cursor.expect('}');
  return { kind: 'map', entries };
}
