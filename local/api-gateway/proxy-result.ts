/** Checks what a function behind a proxy integration returned. Source: "Output format of a Lambda function for proxy integration". */

import type { HeaderLines } from './client.ts';

export interface LambdaResult {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const ALLOWED = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

type Members = Readonly<Record<string, unknown>>;

/** Throws an Error that says why it is not a proxy result. */
export function parseLambdaResult(payload: string): LambdaResult {
  const result = parseMembers(payload);
  const stranger = Object.keys(result).find((name) => !ALLOWED.has(name));
  if (stranger !== undefined) throw malformed(`${stranger} is not a member of a proxy result`);
  return {
    status: parseStatus(result.statusCode),
    headers: mergeHeaders(parseMultiValueHeaders(result.multiValueHeaders), parseHeaders(result.headers)),
    body: parseBody(result.body),
    isBase64Encoded: result.isBase64Encoded === true || result.isBase64Encoded === 'true',
  };
}

function parseMembers(payload: string): Members {
  try {
    const value: unknown = JSON.parse(payload);
    if (isMembers(value)) return value;
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
  throw malformed('it is not an object');
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseStatus(value: unknown): number {
  if (value === undefined || value === null) return 200;
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const status = isNumeric ? Math.trunc(Number(value)) : Number.NaN;
  // An informational status can't end an HTTP exchange.
  if (!(status >= 200 && status <= 599)) throw malformed(`statusCode is ${JSON.stringify(value)}`);
  return status;
}

function parseBody(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw malformed('body is not a string');
  return value;
}

type Values = readonly (readonly [name: string, values: readonly string[]])[];

function parseHeaders(value: unknown): Values {
  return toEntries(value, 'headers')
    .filter(([, member]) => member !== null)
    .map(([name, member]) => [name, [parseHeaderValue(name, member)]]);
}

function parseMultiValueHeaders(value: unknown): Values {
  return toEntries(value, 'multiValueHeaders')
    .filter(([, members]) => members !== null)
    .map(([name, members]) => {
      if (!Array.isArray(members)) throw malformed(`multiValueHeaders.${name} is not a list`);
      return [name, members.map((member) => parseHeaderValue(name, member))];
    });
}

function toEntries(value: unknown, member: string): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (!isMembers(value)) throw malformed(`${member} is not an object`);
  return Object.entries(value);
}

function parseHeaderValue(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  throw malformed(`the header ${name} is not text`);
}

/** Multiple values first, under their own casing; then the single one, unless it is among them. */
function mergeHeaders(multiple: Values, single: Values): HeaderLines {
  const merged = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, values] of [...multiple, ...single]) {
    const line = merged.get(name.toLowerCase()) ?? { name, values: [] };
    merged.set(name.toLowerCase(), line);
    line.values.push(...values.filter((value) => multiple.length === 0 || !line.values.includes(value)));
  }
  return [...merged.values()].flatMap(({ name, values }) => values.map((value) => [name, value] as const));
}

const malformed = (reason: string): Error => new Error(`malformed Lambda proxy response: ${reason}`);
