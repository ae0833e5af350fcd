/** Reads what filters compare and functions take: literals, lists, patterns and paths. */
import { compileRegex, type JavaRegex } from './java-regex.ts';
import { parseJson } from './json.ts';
import type { PathReader } from './json-path-reader.ts';
import type { JsonPath, Operand } from './json-path-syntax.ts';

export type ParsePath = (reader: PathReader) => JsonPath;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;
const PATTERN = /\/((?:[^\\/]|\\[\s\S])*)\/([a-zA-Z]*)/y;
const LIST = /\[[^\]]*\]/y;

export function parseOperand(reader: PathReader, parsePath: ParsePath): Operand {
  reader.skipWhiteSpace();
  const operand = parseLiteral(reader) ?? parsePathOperand(reader, parsePath);
  reader.skipWhiteSpace();
  return operand;
}

function parseLiteral(reader: PathReader): Operand | undefined {
  const text = reader.takeString();
  if (text !== undefined) return { kind: 'value', value: text };
  const pattern = reader.take(PATTERN);
  if (pattern) return { kind: 'pattern', pattern: toPattern(pattern[1] ?? '', pattern[2] ?? '') };
  const json = reader.take(NUMBER) ?? reader.take(WORD) ?? reader.take(LIST);
  return json && { kind: 'value', value: parseJson(json[0]) };
}

function parsePathOperand(reader: PathReader, parsePath: ParsePath): Operand {
  if (!reader.startsWith('@') && !reader.startsWith('$')) return reader.fail();
  return { kind: 'path', path: parsePath(reader) };
}

function toPattern(source: string, flags: string): JavaRegex {
  const known = flags.replace(/[^ims]/g, '');
  return compileRegex(known === '' ? source : `(?${known})${source}`);
}
