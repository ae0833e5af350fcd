/** Parameter mapping expressions, parsed once. Source: "Amazon API Gateway API request and response data mapping reference". */

import type { HeaderLines } from '../api-gateway/client.ts';
import { TemplateRenderError } from '../vtl/errors.ts';
import { compileJsonPath } from '../vtl/json-path.ts';
import type { Exchange } from './exchange.ts';
import type { Payload } from './payload.ts';

/** Several values only where a multi-valued query parameter goes into the query. */
export type MappedValue = string | readonly string[];

/** Undefined: nothing is sent. */
export type RequestSource = (exchange: Exchange, body: Payload) => MappedValue | undefined;

export interface ReplyToMap {
  readonly headers: HeaderLines;
  readonly body: Payload;
}
export type ResponseSource = (exchange: Exchange, reply: ReplyToMap) => string | undefined;

const NOTHING = (): undefined => undefined;

export function compileRequestSource(expression: string): RequestSource {
  const bodySource = compileBodySource(expression, 'method.request.body');
  if (bodySource) return (_exchange, body) => bodySource(body);
  const [, location, name] = /^method\.request\.([a-z]+)\.(.+)$/s.exec(expression) ?? [];
  if (location === undefined || name === undefined) return compileSharedSource(expression);
  return compileParameterSource(location, name);
}

function compileParameterSource(location: string, name: string): RequestSource {
  switch (location) {
    case 'path':
      return ({ parameters }) => parameters.path[name];
    case 'querystring':
      return ({ parameters }) => parameters.querystring[name]?.at(-1);
    case 'multivaluequerystring':
      return ({ parameters }) => parameters.querystring[name];
    case 'header':
      return ({ parameters }) => parameters.header[name]?.at(-1);
    case 'multivalueheader':
      return ({ parameters }) => parameters.header[name]?.join(',');
    default:
      return NOTHING;
  }
}

export function compileResponseSource(expression: string): ResponseSource {
  const bodySource = compileBodySource(expression, 'integration.response.body');
  const messageSource = compileMessageSource(expression);
  if (bodySource) return (_exchange, { body }) => bodySource(body) ?? messageSource?.(body);
  const [, location, name] = /^integration\.response\.([a-z]+)\.(.+)$/s.exec(expression) ?? [];
  if (location === undefined || name === undefined) return compileSharedSource(expression);
  const lowerCaseName = name.toLowerCase();
  if (location === 'header') return (_exchange, { headers }) => valuesOf(headers, lowerCaseName).at(-1);
  if (location !== 'multivalueheader') return NOTHING;
  return (_exchange, { headers }) => valuesOf(headers, lowerCaseName).join(',') || undefined;
}

const ERROR_MESSAGE = 'integration.response.body.errorMessage.';

/** A failed function may put JSON text into its `errorMessage`: a path that goes on below it reads that. */
function compileMessageSource(expression: string): ((body: Payload) => string | undefined) | undefined {
  if (!expression.startsWith(ERROR_MESSAGE)) return undefined;
  const select = findJsonPath(`.${expression.slice(ERROR_MESSAGE.length)}`);
  const selectMessage = findJsonPath('.errorMessage');
  return (body) => {
    const message = selectMessage?.(body.json);
    return typeof message === 'string' && /^\s*[{[]/.test(message) ? toText(select?.(JSON.parse(message))) : undefined;
  };
}

const valuesOf = (headers: HeaderLines, lowerCaseName: string): string[] =>
  headers.filter(([name]) => name.toLowerCase() === lowerCaseName).map(([, value]) => value);

/** Whether an expression names anything that there is. */
export const isSource = (expression: string): boolean =>
  compileRequestSource(expression) !== NOTHING || compileResponseSource(expression) !== NOTHING;

/** The sources that both directions know: literals, the context and stage variables. */
function compileSharedSource(expression: string): (exchange: Exchange) => string | undefined {
  if (/^'.*'$/s.test(expression)) {
    const literal = expression.slice(1, -1);
    return () => literal;
  }
  const [, root, path = ''] = /^\$?(context|stageVariables)\.(.+)$/s.exec(expression) ?? [];
  if (root === 'context') return ({ context }) => readContext(context, path.split('.'));
  if (root === 'stageVariables') return ({ stageVariables }) => ownText(stageVariables, path);
  return NOTHING;
}

/** A value of `$context` as text; objects have none. */
export function readContext(context: unknown, path: readonly string[]): string | undefined {
  let value = context;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
}

const ownText = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function compileBodySource(expression: string, prefix: string): ((body: Payload) => string | undefined) | undefined {
  if (expression === prefix) {
    return (body) => {
      // Reading it is what finds broken JSON.
      void body.json;
      return body.trimmed;
    };
  }
  if (!expression.startsWith(`${prefix}.`) && !expression.startsWith(`${prefix}[`)) return undefined;
  const select = findJsonPath(expression.slice(prefix.length));
  return select && ((body) => toText(select(body.json)));
}

/** Undefined for a path that can't be read: it selects nothing, and is named at start-up. */
function findJsonPath(path: string): ((document: unknown) => unknown) | undefined {
  try {
    return compileJsonPath(`$${path}`);
  } catch (error) {
    if (error instanceof TemplateRenderError) return undefined;
    throw error;
  }
}

function toText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
