/** Reads what `method.request.…`, `context.…` and `stageVariables.…` expressions name: identity sources and cache keys. */

import type { Exchange } from '../exchange.ts';

const REQUEST_SOURCE = /^method\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.(.+)$/;

/** All values, in order; an empty list when the request has none. */
export function readRequestSource(exchange: Exchange, expression: string): readonly string[] {
  const [, location, name] = REQUEST_SOURCE.exec(expression) ?? [];
  if (location !== undefined && name !== undefined) return readParameter(exchange, location, name);
  if (expression.startsWith('stageVariables.')) {
    return own(exchange.stageVariables, expression.slice('stageVariables.'.length));
  }
  if (expression.startsWith('context.')) return readContext(exchange.context, expression.slice('context.'.length));
  return /^'.*'$/s.test(expression) ? [expression.slice(1, -1)] : [];
}

function readParameter({ parameters }: Exchange, location: string, name: string): readonly string[] {
  if (location === 'path') return own(parameters.path, name);
  if (location.endsWith('querystring')) return own(parameters.querystring, name);
  return readHeader(parameters.header, name);
}

/** HTTP/2 clients send lower-case names, so that a header is found whatever its casing. */
function readHeader(headers: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  const exact = own(headers, name);
  if (exact.length > 0) return exact;
  const wanted = name.toLowerCase();
  return Object.keys(headers)
    .filter((candidate) => candidate.toLowerCase() === wanted)
    .flatMap((candidate) => own(headers, candidate));
}

function readContext(context: unknown, path: string): readonly string[] {
  let value = context;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)];
}

function own(values: Readonly<Record<string, string | readonly string[]>>, name: string): readonly string[] {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
