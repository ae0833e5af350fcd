/** Selection expressions, which choose a route, a model or a template by a message. Source: "WebSocket selection expressions in API Gateway". */

import { compileJsonPath } from '../vtl/json-path.ts';

export type Selection = (message: string) => string;

const HOLE = /\$\{([^}]*)\}/g;
const DEFAULT_KEY = '$default';
const NOT_JSON = Symbol('not JSON');

/** A message that is not JSON selects `$default` wherever the expression asks for a part of it. */
export function compileSelection(expression: string): Selection {
  const parts = toParts(expression);
  return (message) => {
    let document: unknown;
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else {
        document ??= parse(message);
        if (document === NOT_JSON) return DEFAULT_KEY;
        text += print(part(document));
      }
    }
    return text;
  };
}

type Part = string | ((document: unknown) => unknown);

/** One bare reference, or text with references in braces; a backslash takes the meaning from a `$`. */
function toParts(expression: string): readonly Part[] {
  if (/^\$(?!\{)/.test(expression)) return [toReference(expression.slice(1))];
  const parts: Part[] = [];
  let end = 0;
  for (const match of expression.matchAll(HOLE)) {
    parts.push(withoutBackslashes(expression.slice(end, match.index)), toReference(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  return [...parts, withoutBackslashes(expression.slice(end))];
}

const withoutBackslashes = (text: string): string => text.replaceAll('\\$', '$');

function toReference(reference: string): Part {
  if (reference === 'default') return DEFAULT_KEY;
  const [, path] = /^request\.body\b(.*)$/s.exec(reference) ?? [];
  if (path === undefined) return '';
  const select = compileJsonPath(`$${path}`);
  return (document) => {
    try {
      return select(document);
    } catch {
      return undefined;
    }
  };
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message) ?? {};
  } catch {
    return NOT_JSON;
  }
}

/** As Java prints a value: `[a, b]` for a list, `{a=b}` for a map, nothing for what is missing. */
function print(value: unknown): string {
  if (value === undefined || value === null) return '';
  return printInside(value);
}

function printInside(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printInside).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${printInside(member)}`)
    .join(', ')}}`;
}
