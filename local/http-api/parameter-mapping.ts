/** Changes a request before the backend sees it, and the backend's answer before the client does. */

import type { HeaderLines } from '../api-gateway/client.ts';
import { isHeaderName, toHeaderValue } from '../api-gateway/header-lines.ts';
import type { IntegrationDefinition } from './definition.ts';
import type { HttpExchange, RequestParts, Values } from './exchange.ts';
import { isReservedHeader } from './reserved-headers.ts';
import { compileSource, type Source } from './source.ts';

export interface MappedRequest extends RequestParts {
  /** The backend's path, where a mapping overwrites it. */
  readonly overwrittenPath?: string;
}

export type RequestMapping = (exchange: HttpExchange) => MappedRequest;

interface Change {
  readonly operation: string;
  readonly location: string;
  readonly name: string;
  readonly source: Source;
}

/** Such as `append:header.name`; a reserved header can't be mapped. */
const TARGET = /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(.+))?$/s;

function compileChanges(parameters: Readonly<Record<string, string>>): readonly Change[] {
  return Object.entries(parameters).flatMap(([target, expression]) => {
    const [, operation = '', location = '', name = ''] = TARGET.exec(target) ?? [];
    if (operation === '' || (location === 'header' && isReservedHeader(name))) return [];
    return [{ operation, location, name, source: compileSource(expression) }];
  });
}

export function compileRequestMapping({ requestParameters }: IntegrationDefinition): RequestMapping {
  const changes = compileChanges(requestParameters);
  if (changes.length === 0) return (exchange) => exchange;
  return (exchange) => {
    const headers = { ...exchange.headers };
    const query = { ...exchange.query };
    let { path } = exchange;
    for (const { operation, location, name, source } of changes) {
      const value = operation === 'remove' ? undefined : source(exchange);
      if (location === 'header') change(headers, operation, name.toLowerCase(), value);
      else if (location === 'querystring') change(query, operation, name, value);
      else if (value !== undefined) path = value;
    }
    const overwritten = path === exchange.path ? {} : { overwrittenPath: path };
    return { headers, query, rawQuery: toRawQuery(query), path, ...overwritten };
  };
}

/** A source that has nothing changes nothing. */
function change(values: Record<string, readonly string[]>, operation: string, name: string, value: string | undefined) {
  if (operation === 'remove') delete values[name];
  else if (value !== undefined) values[name] = operation === 'append' ? [...(values[name] ?? []), value] : [value];
}

function toRawQuery(query: Values): string {
  return Object.entries(query)
    .flatMap(([name, values]) => values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&');
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Buffer;
}

export type ResponseMapping = (exchange: HttpExchange, answer: HttpAnswer) => HttpAnswer;

export function compileResponseMapping({ responseParameters }: IntegrationDefinition): ResponseMapping {
  if (responseParameters.size === 0) return (_exchange, answer) => answer;
  const changesByStatus = new Map(
    [...responseParameters].map(([status, parameters]) => [status, compileChanges(parameters)]),
  );
  return (exchange, answer) => {
    let { status, headers } = answer;
    for (const { operation, location, name, source } of changesByStatus.get(String(status)) ?? []) {
      const value = operation === 'remove' ? undefined : source(exchange, answer);
      if (location === 'header') headers = changeLines(headers, operation, name, value);
      else if (location === 'statuscode' && /^[1-5]\d\d$/.test(value ?? '')) status = Number(value);
    }
    return { ...answer, status, headers };
  };
}

function changeLines(headers: HeaderLines, operation: string, name: string, value: string | undefined): HeaderLines {
  if (operation !== 'remove' && (value === undefined || !isHeaderName(name))) return headers;
  const wanted = name.toLowerCase();
  const kept = operation === 'append' ? headers : headers.filter(([other]) => other.toLowerCase() !== wanted);
  return value === undefined ? kept : [...kept, [name, toHeaderValue(value)]];
}
