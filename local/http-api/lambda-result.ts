/** Reads what a function returned to an HTTP API, in either payload format. Source: "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway". */

import { isHeaderName, toHeaderValue } from '../api-gateway/header-lines.ts';
import { isProperties, type Properties } from '../api-gateway/properties.ts';
import { parseLambdaResult } from '../api-gateway/proxy-result.ts';
import type { HttpAnswer } from './parameter-mapping.ts';

/** Throws an Error that says why the text is no result. */
export type ResultParser = (payload: string) => HttpAnswer;

const JSON_TYPE = [['content-type', 'application/json']] as const;

/** Format 1.0 takes a whole proxy result only. */
export function parseResultV1(payload: string): HttpAnswer {
  const result: unknown = JSON.parse(payload);
  if (!isProperties(result) || result.statusCode === undefined) throw new Error('the result has no statusCode');
  return toAnswer(withoutStrangers(result));
}

/** Format 2.0 takes whatever has no `statusCode` for the body of a JSON answer. */
export function parseResultV2(payload: string): HttpAnswer {
  const result: unknown = JSON.parse(payload);
  if (isProperties(result) && result.statusCode !== undefined) {
    const { cookies, ...rest } = withoutStrangers(result);
    const answer = toAnswer(rest);
    return { ...answer, headers: [...answer.headers, ...toCookieLines(cookies)] };
  }
  const body = Buffer.from(typeof result === 'string' ? result : payload);
  return { status: 200, headers: JSON_TYPE, body };
}

const KNOWN = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded', 'cookies']);

/** Unlike a REST API, an HTTP API does not mind members that it does not know. */
const withoutStrangers = (result: Properties): Properties =>
  Object.fromEntries(Object.entries(result).filter(([name]) => KNOWN.has(name)));

function toAnswer({ cookies: _onlyInV2, ...result }: Properties): HttpAnswer {
  const { status, headers, body, isBase64Encoded } = parseLambdaResult(JSON.stringify(result));
  const lines = headers
    .filter(([name]) => isHeaderName(name))
    .map(([name, value]) => [name, toHeaderValue(value)] as const);
  const hasType = lines.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status,
    headers: hasType || body === '' ? lines : [['content-type', 'text/plain;charset=UTF-8'], ...lines],
    body: isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body),
  };
}

function toCookieLines(cookies: unknown): readonly (readonly [string, string])[] {
  if (cookies === undefined || cookies === null) return [];
  if (!Array.isArray(cookies)) throw new Error('cookies is not a list');
  return cookies.map((cookie) => ['set-cookie', toHeaderValue(String(cookie))] as const);
}
