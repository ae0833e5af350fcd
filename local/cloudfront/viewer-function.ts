/** Runs a CloudFront function on requests of viewers. Source: "CloudFront Functions event structure". */

import { randomUUID } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import type { HeaderLines } from '../api-gateway/client.ts';
import { isProperties, type Properties, toProperties } from '../api-gateway/properties.ts';

export interface ViewerRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly target: string;
  readonly headers: HeaderLines;
}

/** What the function lets go on, or what it answers itself. */
export type ViewerVerdict =
  | { readonly request: ViewerRequest }
  | { readonly response: { readonly status: number; readonly headers: HeaderLines; readonly body: string } };

/** `ip` is the viewer's. Rejects when the function throws, runs too long or returns neither a request nor a response. */
export type ViewerFunction = (request: ViewerRequest, ip: string) => Promise<ViewerVerdict>;

export interface ViewerFunctionOptions {
  readonly code: string;
  readonly distributionId: string;
  readonly domainName: string;
  readonly log: (line: string) => void;
}

/** For a loop that never ends. AWS counts computing alone, and less than a millisecond of it; a busy machine takes its time. */
const TIMEOUT_MS = 5_000;
const CALL = new Script('handler(JSON.parse(event))', { filename: 'call-of-a-cloudfront-function.js' });

/** Throws what is wrong with the code's syntax. */
export function createViewerFunction({ code, log, ...distribution }: ViewerFunctionOptions): ViewerFunction {
  const context = createContext({ console: { log: (...parts: unknown[]) => log(parts.map(String).join(' ')) } });
  new Script(code, { filename: 'cloudfront-function.js' }).runInContext(context, { timeout: TIMEOUT_MS });
  return async (request, ip) => {
    const sent = toFunctionRequest(request);
    context.event = JSON.stringify(toEvent(sent, ip, distribution));
    const result: unknown = await CALL.runInContext(context, { timeout: TIMEOUT_MS });
    // A copy: what the function has made belongs to another world of objects.
    const returned: unknown = JSON.parse(JSON.stringify(result ?? null));
    if (!isProperties(returned)) throw new Error('The function returned neither a request nor a response');
    return 'statusCode' in returned ? toResponse(returned) : { request: applyChanges(request, sent, returned) };
  };
}

function toEvent(request: Properties, ip: string, { distributionId, domainName }: Record<string, string>): object {
  const requestId = randomUUID();
  const context = { distributionDomainName: domainName, distributionId, eventType: 'viewer-request', requestId };
  return { version: '1.0', context, viewer: { ip }, request };
}

function toFunctionRequest({ method, target, headers }: ViewerRequest): Properties {
  const [uri, query] = splitTarget(target);
  const isCookie = (name: string): boolean => name.toLowerCase() === 'cookie';
  const cookies = headers.filter(([name]) => isCookie(name)).flatMap(([, value]) => value.split(/; */));
  return {
    method,
    uri,
    querystring: toEntries(query === '' ? [] : query.split('&').map(splitPair)),
    headers: toEntries(headers.filter(([name]) => !isCookie(name)).map(([name, value]) => [name.toLowerCase(), value])),
    cookies: toEntries(cookies.map(splitPair)),
  };
}

const splitTarget = (target: string): [path: string, query: string] => {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
};

const splitPair = (pair: string): [string, string] => {
  const mark = pair.indexOf('=');
  return mark < 0 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
};

/** `{value}` for each name, with `multiValue` where it came more than once. */
function toEntries(pairs: HeaderLines): Properties {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      { value: all[0], ...(all.length > 1 && { multiValue: all.map((value) => ({ value })) }) },
    ]),
  );
}

function toPairs(entries: unknown): HeaderLines {
  return Object.entries(toProperties(entries)).flatMap(([name, entry]) => {
    const { value, multiValue } = toProperties(entry);
    const values = Array.isArray(multiValue) ? multiValue.map((one) => toProperties(one).value) : [value];
    return values.map((one) => [name, String(one ?? '')] as const);
  });
}

/** What the function left as it was keeps the form in which it was sent. */
function applyChanges(request: ViewerRequest, sent: Properties, returned: Properties): ViewerRequest {
  const isSame = (part: string): boolean => JSON.stringify(sent[part]) === JSON.stringify(returned[part]);
  const [uri, query] = splitTarget(request.target);
  const path = isSame('uri') ? uri : String(returned.uri);
  const search = isSame('querystring') ? query : joinPairs(toPairs(returned.querystring), '&');
  return {
    method: request.method,
    target: search === '' ? path : `${path}?${search}`,
    headers: changeHeaders(request.headers, toProperties(sent.headers), returned, isSame('cookies')),
  };
}

function changeHeaders(
  headers: HeaderLines,
  before: Properties,
  { headers: after, cookies }: Properties,
  keepsCookies: boolean,
): HeaderLines {
  const wanted = toProperties(after);
  const isKept = (name: string): boolean => JSON.stringify(before[name]) === JSON.stringify(wanted[name]);
  const kept = headers.filter(([name]) => {
    const lowerCase = name.toLowerCase();
    return lowerCase === 'cookie' ? keepsCookies : lowerCase in wanted && isKept(lowerCase);
  });
  const changed = Object.fromEntries(Object.entries(wanted).filter(([name]) => !isKept(name)));
  const cookie = keepsCookies ? '' : joinPairs(toPairs(cookies), '; ');
  return [...kept, ...toPairs(changed), ...(cookie === '' ? [] : [['cookie', cookie] as const])];
}

const joinPairs = (pairs: HeaderLines, separator: string): string =>
  pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join(separator);

function toResponse({ statusCode, headers, body }: Properties): ViewerVerdict {
  const text = isProperties(body) ? body.data : body;
  return { response: { status: Number(statusCode), headers: toPairs(headers), body: String(text ?? '') } };
}
