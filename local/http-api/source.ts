/** The expressions of parameter mappings and identity sources, parsed once. Source: "Transform API requests and responses for HTTP APIs in API Gateway". */

import type { HeaderLines } from '../api-gateway/client.ts';
import { compileJsonPath } from '../vtl/json-path.ts';
import { toContext } from './context.ts';
import type { HttpExchange } from './exchange.ts';

/** What the backend answered, for the mappings of responses. */
export interface ReplyParts {
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

/** Undefined when the request has nothing of the kind. */
export type Source = (exchange: HttpExchange, reply?: ReplyParts) => string | undefined;

const HOLE = /\$\{([^}]*)\}/g;

/** `$request.header.name` stands alone; between other text a reference is written `${request.header.name}`. */
export function compileSource(expression: string): Source {
  const parts: Source[] = [];
  let end = 0;
  for (const match of expression.matchAll(HOLE)) {
    const literal = expression.slice(end, match.index);
    const reference = compileReference(match[1] ?? '');
    parts.push(() => literal, reference);
    end = match.index + match[0].length;
  }
  const rest = expression.slice(end);
  if (parts.length === 0) return expression.startsWith('$') ? compileReference(expression.slice(1)) : () => expression;
  const [, only] = parts;
  if (parts.length === 2 && only !== undefined && expression === expression.match(HOLE)?.[0]) return only;
  return (exchange, reply) => parts.map((part) => part(exchange, reply) ?? '').join('') + rest;
}

function compileReference(reference: string): Source {
  const [, root = '', rest = ''] = /^(request|response|context|stageVariables)\b\.?(.*)$/s.exec(reference) ?? [];
  if (root === 'request') return compileRequest(rest);
  if (root === 'response') return compileResponse(rest);
  if (root === 'context') return compileContext(rest.split('.'));
  return root === 'stageVariables' ? ({ stage }) => own(stage.variables, rest) : () => undefined;
}

function compileRequest(rest: string): Source {
  const [, location = '', name = ''] = /^(\w+)\.?(.*)$/s.exec(rest) ?? [];
  if (location === 'header') return ({ headers }) => join(headers, name.toLowerCase());
  if (location === 'querystring') return ({ query }) => join(query, name);
  if (location === 'path') return name === '' ? ({ routedPath }) => routedPath : compilePathParameter(name);
  if (location !== 'body') return () => undefined;
  return compileBody(rest.slice('body'.length), ({ request }) => request.body);
}

const compilePathParameter =
  (name: string): Source =>
  ({ pathParameters }) =>
    own(pathParameters, name);

function compileResponse(rest: string): Source {
  const [, location = '', name = ''] = /^(\w+)\.?(.*)$/s.exec(rest) ?? [];
  if (location === 'header') {
    const wanted = name.toLowerCase();
    return (_exchange, reply) => {
      const values = (reply?.headers ?? []).filter(([header]) => header.toLowerCase() === wanted);
      return values.length === 0 ? undefined : values.map(([, value]) => value).join(',');
    };
  }
  if (location !== 'body') return () => undefined;
  return compileBody(rest.slice('body'.length), (_exchange, reply) => reply?.body);
}

type FindBody = (exchange: HttpExchange, reply?: ReplyParts) => Buffer | undefined;

function compileBody(path: string, findBody: FindBody): Source {
  if (path === '') return (exchange, reply) => findBody(exchange, reply)?.toString('utf8');
  const select = compileJsonPath(`$${path}`);
  return (exchange, reply) => {
    const value = select(parseJson(findBody(exchange, reply)));
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** What is not JSON has no members. */
function parseJson(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

function compileContext(path: readonly string[]): Source {
  return (exchange) => {
    let value: unknown = toContext(exchange);
    for (const name of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = Object.getOwnPropertyDescriptor(value, name)?.value;
    }
    return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
  };
}

const join = (values: Readonly<Record<string, readonly string[]>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name]?.join(',') : undefined;

const own = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;
