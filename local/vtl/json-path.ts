/** Jayway's JSONPath, as `$input.path`, `$input.json` and parameter mappings use it. */

import { itemsOf } from './java-object.ts';
import { elementAt, membersOf, namedMember, slice } from './json-path-access.ts';
import { holds, operandValue, type ReadPath } from './json-path-filter.ts';
import { callPathFunction } from './json-path-functions.ts';
import { parseJsonPath } from './json-path-parser.ts';
import { isDefinite, type JsonPath, type PathToken } from './json-path-syntax.ts';
import { checkDepth, checkSteps } from './limits.ts';

export type ReadDocument = (document: unknown) => unknown;

type Step = Exclude<PathToken, { kind: 'scan' }>;

const CACHE_SIZE = 1000;
const cache = new Map<string, ReadDocument>();

/**
 * The function reads a document, which is plain data or the result of `parseJson`. A path to one value gives it, or
 * undefined when it is missing; a path to many gives a list. Throws TemplateRenderError when the path makes no sense.
 */
export function compileJsonPath(path: string): ReadDocument {
  const known = cache.get(path);
  if (known) return known;
  const parsed = parseJsonPath(path);
  const read: ReadDocument = (document) => readPath(parsed, document, document);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(path, read);
  return read;
}

/** One evaluation: the document for `$` inside filters, and what was found. */
interface Search {
  readonly root: unknown;
  readonly tokens: readonly PathToken[];
  readonly found: unknown[];
  steps: number;
}

function readPath(path: JsonPath, element: unknown, root: unknown): unknown {
  const start = path.relative ? element : root;
  const last = path.tokens.at(-1);
  if (last?.kind === 'function' && path.tokens.some(({ kind }) => kind === 'scan')) {
    // A function after a deep scan takes everything that was found; length() counts the elements of what was found.
    const tokens = path.tokens.slice(0, -1);
    const counted: PathToken[] = last.name === 'length' || last.name === 'size' ? [{ kind: 'wildcard' }] : [];
    const scanned = readPath({ relative: path.relative, tokens: [...tokens, ...counted] }, element, root);
    return callFunction(last, scanned, root);
  }
  const found: unknown[] = [];
  walk({ root, tokens: path.tokens, found, steps: 0 }, 0, start, 0);
  return isDefinite(path) ? found[0] : found;
}

function walk(search: Search, at: number, value: unknown, depth: number): void {
  const token = search.tokens[at];
  checkSteps(++search.steps);
  if (!token) {
    search.found.push(value);
  } else if (token.kind === 'scan') {
    scan(search, at + 1, value, depth);
  } else {
    const isLast = at === search.tokens.length - 1;
    for (const next of follow(token, value, search.root, isLast)) {
      if (next !== undefined) walk(search, at + 1, next, depth);
    }
  }
}

/** Where one step leads to; undefined where it leads nowhere. */
function follow(token: Step, value: unknown, root: unknown, isLast: boolean): readonly unknown[] {
  switch (token.kind) {
    case 'names':
      return followNames(value, token.names, isLast);
    case 'indexes':
      return token.indexes.map((index) => elementAt(value, index));
    case 'slice':
      return slice(value, token.from, token.to);
    case 'wildcard':
      return membersOf(value);
    case 'filter':
      return (itemsOf(value) ?? [value]).filter((candidate) => holds(token.filter, reader(candidate, root)));
    case 'function':
      return [callFunction(token, value, root)];
  }
}

/** Several names at the end of a path give one object with those of them that exist. */
function followNames(value: unknown, names: readonly string[], isLast: boolean): readonly unknown[] {
  const members = names.map((name) => namedMember(value, name));
  if (names.length === 1 || !isLast) return members;
  const present = names.map((name, at) => [name, members[at]] as const).filter(([, member]) => member !== undefined);
  if (value instanceof Map) return [new Map(present)];
  return present.length > 0 ? [Object.fromEntries(present)] : [];
}

/** Applies the rest of the path here and to everything inside, outermost first. */
function scan(search: Search, at: number, value: unknown, depth: number): void {
  checkDepth(depth);
  const token = search.tokens[at];
  if (token?.kind !== 'filter' || itemsOf(value)) walk(search, at, value, depth);
  for (const member of membersOf(value)) scan(search, at, member, depth + 1);
}

function callFunction(token: Extract<PathToken, { kind: 'function' }>, value: unknown, root: unknown): unknown {
  const read = reader(value, root);
  return callPathFunction(
    token.name,
    value,
    token.args.map((arg) => operandValue(arg, read)),
  );
}

function reader(element: unknown, root: unknown): ReadPath {
  return (path) => readPath(path, element, root);
}
