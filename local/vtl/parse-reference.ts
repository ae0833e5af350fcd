/** References: `$book`, `$!{book.title}`, `$books.get(0).tags["new"]`. */
import type { Cursor } from './cursor.ts';
import type { Expression, Reference, Step } from './syntax-tree.ts';

/** Parses one argument or index; handed in because arguments may hold references again. */
export type ParseParameter = (cursor: Cursor, place: 'argument' | 'index') => Expression;

const HEAD = /\$!?(\{)?([A-Za-z_][\w-]*)/y;
const PROPERTY = /\.([A-Za-z][\w-]*)(\()?/y;

/** Gives undefined, and moves nothing, when no reference starts here: a lone `$` is text. */
export function parseReference(cursor: Cursor, parseParameter: ParseParameter): Reference | undefined {
  const start = cursor.position;
  const head = cursor.take(HEAD);
  if (!head) return undefined;
  const steps = cursor.nested(() => parseSteps(cursor, parseParameter));
  if (head[1]) cursor.expect('}');
  const source = cursor.text.slice(start, cursor.position);
  return { kind: 'reference', root: head[2] ?? '', steps, isPlain: /^\$\w/.test(source), source };
}

function parseSteps(cursor: Cursor, parseParameter: ParseParameter): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const property = cursor.take(PROPERTY);
    const name = property?.[1];
    if (name !== undefined) {
      const step: Step = property?.[2]
        ? { kind: 'method', name, args: parseArguments(cursor, parseParameter) }
        : { kind: 'property', name };
      steps.push(step);
    } else if (cursor.takeText('[')) {
      steps.push({ kind: 'index', index: parseParameter(cursor, 'index') });
      cursor.expect(']');
    } else {
      return steps;
    }
  }
}

function parseArguments(cursor: Cursor, parseParameter: ParseParameter): Expression[] {
  const args: Expression[] = [];
  if (cursor.takeText(')')) return args;
  do args.push(parseParameter(cursor, 'argument'));
  while (cursor.takeText(','));
  cursor.expect(')');
  return args;
}
