/** Reads Jayway's JSONPath notation. */
import { TemplateRenderError } from './errors.ts';
import { parseFilter } from './json-path-filter-parser.ts';
import { parseOperand } from './json-path-operand.ts';
import { PathReader } from './json-path-reader.ts';
import type { JsonPath, Operand, PathToken } from './json-path-syntax.ts';

const NAME = /[^\s.[(]+/y;
const FUNCTION = /([A-Za-z_]\w*)\(/y;
const INDEXES = /\s*(-?\d+(?:\s*,\s*-?\d+)*)\s*\]/y;
/** Jayway reads a step, as in `[0:4:2]`, and ignores it. */
const SLICE = /\s*(?!\s*:\s*\])(-?\d+)?\s*:\s*(-?\d+)?(?:\s*:\s*\d+)?\s*\]/y;
const WILDCARD = /\s*\*\s*\]/y;

/** A path without `$` starts at the document too. Throws TemplateRenderError when it makes no sense. */
export function parseJsonPath(path: string): JsonPath {
  const text = path.trim();
  if (text === '') throw new TemplateRenderError('A JSONPath must not be empty');
  const reader = new PathReader(/^[$@]/.test(text) ? text : `$.${text}`);
  const parsed = parsePath(reader);
  if (!reader.done) reader.fail();
  return parsed;
}

function parsePath(reader: PathReader): JsonPath {
  const relative = reader.takeText('@');
  if (!relative) reader.expect('$');
  const tokens: PathToken[] = [];
  while (addTokens(reader, tokens)) {
    // each round takes one step of the path
  }
  if (tokens.at(-1)?.kind === 'scan') reader.fail();
  return { relative, tokens };
}

function addTokens(reader: PathReader, tokens: PathToken[]): boolean {
  if (reader.takeText('..')) {
    tokens.push({ kind: 'scan' });
    if (!reader.startsWith('[')) tokens.push(parseDotted(reader));
    return true;
  }
  if (reader.takeText('.')) {
    tokens.push(reader.startsWith('[') ? parseBracket(reader) : parseDotted(reader));
    return true;
  }
  if (!reader.startsWith('[')) return false;
  tokens.push(parseBracket(reader));
  return true;
}

function parseDotted(reader: PathReader): PathToken {
  if (reader.takeText('*')) return { kind: 'wildcard' };
  const call = reader.take(FUNCTION);
  if (call) return { kind: 'function', name: call[1] ?? '', args: parseArguments(reader) };
  const name = reader.take(reader.isBounded ? /[^\s.[()=<>!~&|,\]]+/y : NAME)?.[0] ?? reader.fail();
  return { kind: 'names', names: [name] };
}

function parseArguments(reader: PathReader): Operand[] {
  const args: Operand[] = [];
  reader.skipWhiteSpace();
  if (reader.takeText(')')) return args;
  do args.push(reader.bounded(() => parseOperand(reader, parsePath)));
  while (reader.takeText(','));
  reader.expect(')');
  return args;
}

function parseBracket(reader: PathReader): PathToken {
  reader.expect('[');
  const indexes = reader.take(INDEXES);
  if (indexes) return { kind: 'indexes', indexes: (indexes[1] ?? '').split(',').map(Number) };
  const slice = reader.take(SLICE);
  if (slice) return { kind: 'slice', from: toIndex(slice[1]), to: toIndex(slice[2]) };
  if (reader.take(WILDCARD)) return { kind: 'wildcard' };
  reader.skipWhiteSpace();
  const token = reader.takeText('?') ? parseFilterToken(reader) : parseNames(reader);
  reader.skipWhiteSpace();
  reader.expect(']');
  return token;
}

function parseNames(reader: PathReader): PathToken {
  const names: string[] = [];
  do {
    reader.skipWhiteSpace();
    names.push(reader.takeString() ?? reader.fail());
    reader.skipWhiteSpace();
  } while (reader.takeText(','));
  return { kind: 'names', names };
}

function parseFilterToken(reader: PathReader): PathToken {
  reader.skipWhiteSpace();
  reader.expect('(');
  const filter = reader.bounded(() => parseFilter(reader, parsePath));
  reader.expect(')');
  return { kind: 'filter', filter };
}

function toIndex(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
