/** Turns a template's text into nodes: plain text, references and directives. */
import { Cursor } from './cursor.ts';
import { type BlockEnd, parseDirective, takeMarkedCall, takeSet } from './parse-directive.ts';
import { isDirectiveName } from './parse-directive-name.ts';
import { parseReference } from './parse-parameter.ts';
import type { Node } from './syntax-tree.ts';

/** A $ or # that starts nothing; the ! of such a $! is dropped, except in these places. */
const LONE_MARKER = /(\$)!(?![${[#])|\$!(?=#)|[$#]/y;
/** Velocity loses lone markers directly before a block comment and before the directives that its grammar knows. */
const LOST_MARKERS =
  /(?:\$!?|#(?!#))+(?:[ \t]*#(?:set|\{set\}) *\(|#(?:(?:if|else|elseif|end)(?![\w@])|\{(?:if|else|elseif|end)\}|\*))/y;
/** A marker at the very end of a template is an error. */
const LAST_MARKERS = /(?:\$!?|#(?!#))+$/y;
const COMMENT = /##[^\r\n]*(?:\r\n|\r|\n)?/y;
const ESCAPED_DIRECTIVE = /#(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;

export function parseTemplate(text: string): readonly Node[] {
  return parseText(new Cursor(text, { parseText }));
}

function parseText(cursor: Cursor): readonly Node[] {
  const { nodes, end } = parseBlock(cursor);
  if (end.word !== 'eof') cursor.fail(`#${end.word} has no block to end`, end.position);
  return nodes;
}

function parseBlock(cursor: Cursor): { nodes: Node[]; end: BlockEnd } {
  const nodes: Node[] = [];
  while (!cursor.done) {
    const set = takeSet(cursor);
    if (set) {
      nodes.push(set);
      continue;
    }
    const end = parseNext(cursor, nodes);
    if (end) return { nodes, end };
  }
  return { nodes, end: { word: 'eof', position: cursor.position } };
}

function parseNext(cursor: Cursor, nodes: Node[]): BlockEnd | undefined {
  switch (cursor.peek()) {
    case '$':
      parsePrint(cursor, nodes);
      return undefined;
    case '#':
      return parseHash(cursor, nodes);
    case '\\':
      parseBackslashes(cursor, nodes);
      return undefined;
    default:
      addText(nodes, takePlainText(cursor));
      return undefined;
  }
}

function takePlainText(cursor: Cursor): string {
  const special = /[$#\\]/g;
  special.lastIndex = cursor.position;
  const start = cursor.position;
  cursor.position = special.exec(cursor.text)?.index ?? cursor.text.length;
  return cursor.text.slice(start, cursor.position);
}

function parsePrint(cursor: Cursor, nodes: Node[]): void {
  const reference = parseReference(cursor);
  if (!reference) {
    addMarker(cursor, nodes);
    return;
  }
  nodes.push({ kind: 'print', reference });
  // Velocity sees no comment directly after a property: `$book.title## note` prints all of it.
  if (reference.isPlain && reference.steps.at(-1)?.kind === 'property' && cursor.takeText('##')) addText(nodes, '##');
}

function parseHash(cursor: Cursor, nodes: Node[]): BlockEnd | undefined {
  if (cursor.take(COMMENT)) return undefined;
  if (cursor.takeText('#*')) {
    if (!takeThrough(cursor, '*#')) cursor.fail('This #* is never closed', cursor.text.length);
    return undefined;
  }
  if (cursor.takeText('#[[')) {
    const start = cursor.position;
    if (!takeThrough(cursor, ']]#')) cursor.fail('This #[[ is never closed', start - 3);
    addText(nodes, cursor.text.slice(start, cursor.position - 3));
    return undefined;
  }
  const result = cursor.nested(() => parseDirective(cursor, parseBlock));
  if (result === undefined) addMarker(cursor, nodes);
  else if ('end' in result) return result.end;
  else if ('text' in result) addText(nodes, result.text);
  else if (result.node) nodes.push(result.node);
  return undefined;
}

/** Backslashes escape only what would otherwise be a reference or a directive; two of them stand for one. */
function parseBackslashes(cursor: Cursor, nodes: Node[]): void {
  const backslashes = cursor.take(/\\+/y)?.[0] ?? '';
  const half = backslashes.slice(0, Math.floor(backslashes.length / 2));
  const escaped = backslashes.length % 2 === 1;
  if (cursor.peek() === '$') {
    const reference = parseReference(cursor);
    addText(nodes, reference ? half : backslashes);
    if (reference && escaped) addText(nodes, reference.source);
    else if (reference) nodes.push({ kind: 'print', reference });
    else addMarker(cursor, nodes);
    return;
  }
  const start = cursor.position;
  const word = cursor.take(ESCAPED_DIRECTIVE);
  const name = word?.[1] ?? word?.[2];
  const known = name !== undefined && isDirectiveName(name);
  if (!escaped) {
    cursor.position = start;
    // Velocity halves the backslashes before every directive but #set.
    addText(nodes, known && name !== 'set' ? half : backslashes);
  } else {
    addText(nodes, (known ? half : backslashes) + (word?.[0] ?? ''));
  }
}

function addMarker(cursor: Cursor, nodes: Node[]): void {
  if (!cursor.isInner && cursor.matches(LAST_MARKERS)) cursor.fail('A template must not end with a lone $ or #');
  const isLost = cursor.matches(LOST_MARKERS);
  const marker = cursor.take(LONE_MARKER);
  if (!isLost) addText(nodes, (marker?.[1] ?? marker?.[0] ?? '') + takeMarkedCall(cursor));
}

function takeThrough(cursor: Cursor, end: string): boolean {
  const at = cursor.text.indexOf(end, cursor.position);
  cursor.position = at === -1 ? cursor.text.length : at + end.length;
  return at !== -1;
}

function addText(nodes: Node[], text: string): void {
  const last = nodes.at(-1);
  if (text === '') return;
  if (last?.kind === 'text') nodes[nodes.length - 1] = { kind: 'text', text: last.text + text };
  else nodes.push({ kind: 'text', text });
}
