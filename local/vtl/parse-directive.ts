/** Directives: #set, #if, #foreach, #define, #macro, #stop, #break, and words that only look like one. */
import type { Cursor } from './cursor.ts';
import { directiveNamePattern } from './parse-directive-name.ts';
import { parseExpression } from './parse-expression.ts';
import { parseReference, parseValue } from './parse-parameter.ts';
import type { Branch, Node } from './syntax-tree.ts';

/** The word that ended a block, and where it stands. */
export interface BlockEnd {
  readonly word: 'eof' | 'end' | 'else' | 'elseif';
  readonly position: number;
}

export type ParseBlock = (cursor: Cursor) => { readonly nodes: readonly Node[]; readonly end: BlockEnd };

type Result = { readonly node: Node | undefined } | { readonly text: string } | { readonly end: BlockEnd };

const SET = /[ \t]*#(?:set|\{set\}) *\(/y;
const LINE_END = /[ \t]*(?:\r\n|\r|\n)/y;
const OPENING = /[ \t\r\n]*\(/y;
const WORD = /[A-Za-z_@][\w@]*/y;

/** Takes a #set with the white space before it, unless that white space ends a run of text. */
export function takeSet(cursor: Cursor): Node | undefined {
  if (!cursor.take(SET)) return undefined;
  cursor.skipWhiteSpace();
  const target = parseReference(cursor) ?? cursor.fail('#set needs a reference to assign to');
  cursor.skipWhiteSpace();
  if (cursor.peek(1) === '=') cursor.unexpected();
  cursor.expect('=');
  const value = parseExpression(cursor);
  close(cursor);
  return { kind: 'set', target, value };
}

/** Gives undefined, and moves nothing, when the # starts no word. */
export function parseDirective(cursor: Cursor, parseBlock: ParseBlock): Result | undefined {
  const position = cursor.position;
  const match = cursor.take(directiveNamePattern());
  const name = match?.[1] ?? match?.[2];
  switch (name) {
    case undefined:
      return undefined;
    case 'end':
    case 'else':
      cursor.take(LINE_END);
      return { end: { word: name, position } };
    case 'elseif':
      return { end: { word: name, position } };
    case 'stop':
    case 'break':
      return { node: { kind: name } };
    case 'if':
      return { node: parseIf(cursor, parseBlock, position) };
    case 'foreach':
      return { node: parseForeach(cursor, parseBlock, position) };
    case 'define':
      return { node: parseDefine(cursor, parseBlock, position) };
    case 'macro':
      return { node: skipMacro(cursor, parseBlock, position) };
    default:
      skipCall(cursor, parseBlock, name, position);
      return { text: cursor.text.slice(position, cursor.position) };
  }
}

/** The parenthesis that ends a directive takes the rest of its line with it when that is empty. */
function close(cursor: Cursor): void {
  cursor.expect(')');
  cursor.take(LINE_END);
}

function open(cursor: Cursor, name: string): void {
  if (!cursor.take(OPENING)) cursor.fail(`#${name} needs parentheses`);
}

function parseIf(cursor: Cursor, parseBlock: ParseBlock, position: number): Node {
  const branches: Branch[] = [];
  let otherwise: readonly Node[] = [];
  let word: BlockEnd['word'] = 'elseif';
  while (word === 'elseif') {
    open(cursor, 'if');
    const condition = parseExpression(cursor);
    close(cursor);
    const block = parseBlock(cursor);
    branches.push({ condition, body: block.nodes });
    word = block.end.word;
  }
  if (word === 'else') {
    const block = parseBlock(cursor);
    otherwise = block.nodes;
    word = endOf(cursor, block.end);
  }
  if (word === 'eof') cursor.fail('This #if has no #end', position);
  return { kind: 'if', branches, otherwise };
}

function parseForeach(cursor: Cursor, parseBlock: ParseBlock, position: number): Node {
  open(cursor, 'foreach');
  cursor.skipWhiteSpace();
  const variable = parseReference(cursor) ?? cursor.fail('#foreach needs a loop variable');
  skipSeparator(cursor);
  if (!cursor.take(WORD)) cursor.fail('#foreach needs the word "in"');
  skipSeparator(cursor);
  const items = parseValue(cursor, 'element') ?? cursor.fail('#foreach needs something to loop over');
  cursor.skipWhiteSpace();
  close(cursor);
  return { kind: 'foreach', variable: variable.root, items, body: parseBody(cursor, parseBlock, 'foreach', position) };
}

function parseDefine(cursor: Cursor, parseBlock: ParseBlock, position: number): Node {
  open(cursor, 'define');
  cursor.skipWhiteSpace();
  const reference = parseReference(cursor) ?? cursor.fail('#define needs a reference');
  cursor.skipWhiteSpace();
  close(cursor);
  return { kind: 'define', reference, body: parseBody(cursor, parseBlock, 'define', position) };
}

function skipMacro(cursor: Cursor, parseBlock: ParseBlock, position: number): undefined {
  open(cursor, 'macro');
  cursor.skipWhiteSpace();
  if (!cursor.take(WORD)) cursor.fail('#macro needs a name');
  skipArguments(cursor);
  parseBody(cursor, parseBlock, 'macro', position);
  return undefined;
}

function parseBody(cursor: Cursor, parseBlock: ParseBlock, name: string, position: number): readonly Node[] {
  const { nodes, end } = parseBlock(cursor);
  if (endOf(cursor, end) === 'eof') cursor.fail(`This #${name} has no #end`, position);
  return nodes;
}

function endOf(cursor: Cursor, end: BlockEnd): 'end' | 'eof' {
  if (end.word === 'else' || end.word === 'elseif') cursor.fail(`#${end.word} has no #if`, end.position);
  return end.word === 'end' ? 'end' : 'eof';
}

/** Directly after a lone $, directives outside of Velocity's grammar are unknown words, so that they are text. */
export function takeMarkedCall(cursor: Cursor): string {
  const position = cursor.position;
  if (cursor.take(/#(?:stop|break|foreach|define|macro)(?![\w@])/y) && cursor.take(OPENING)) skipArguments(cursor);
  return cursor.text.slice(position, cursor.position);
}

/** A call of an unknown directive is text, but its arguments must still be values. `#@name()` has a block. */
function skipCall(cursor: Cursor, parseBlock: ParseBlock, name: string, position: number): void {
  if (!cursor.take(OPENING)) return;
  skipArguments(cursor);
  if (name.startsWith('@')) parseBody(cursor, parseBlock, name, position);
}

function skipArguments(cursor: Cursor): void {
  for (;;) {
    skipSeparator(cursor);
    if (cursor.peek() === ')') break;
    const argument = parseValue(cursor, 'element') ?? cursor.take(WORD);
    if (!argument) cursor.unexpected();
  }
  close(cursor);
}

function skipSeparator(cursor: Cursor): void {
  cursor.skipWhiteSpace();
  if (cursor.takeText(',')) cursor.skipWhiteSpace();
}
