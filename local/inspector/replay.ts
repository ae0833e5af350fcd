/** Sends a request to one of the APIs on this machine, as the page has edited it: never anywhere else. */

import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { CONNECTION_HEADERS } from '../server/connection-headers.ts';
import { InspectorRefusal } from './inspector-refusal.ts';
import type { ReplayableRequest } from './journal.ts';
import { malformed, type ReplayDraft } from './replay-draft.ts';
import { shownHeader, shownText } from './to-json.ts';

/** Where an API listens, by its type, such as `REST`. */
export interface ApiOrigin {
  readonly type: string;
  /** Such as `http://localhost:8081`. */
  readonly origin: string;
}

export interface ReplayAnswer {
  readonly status: number;
  /** Undefined when the API kept no record of it. */
  readonly recordId: string | undefined;
}

/** Visible ASCII: everything else stands encoded in an address. */
const TARGET = /^\/[!-~]*$/;
const SHORTENED = /…\[\d+ characters\]/;
const TIMEOUT_MS = 35_000;

/**
 * Parts that stand in the draft just as the page was shown them are sent as they really were: so secrets, which the page
 * never sees whole, and bytes that are no text, survive. `original` is what the draft is based on, if it is still known.
 */
export async function replay(
  draft: ReplayDraft,
  original: ReplayableRequest | undefined,
  apis: readonly ApiOrigin[],
): Promise<ReplayAnswer> {
  const api = apis.find(({ type }) => type === draft.api);
  if (api === undefined) throw malformed('there is no such API here');
  const target = restore(draft.target, original?.rawTarget);
  const headers = draft.headers.map((line) => restoreHeader(line, original));
  const body = original && draft.body === shownText(original.body) ? original.body : Buffer.from(draft.body);
  if (!TARGET.test(target)) throw malformed('the path begins with a slash and holds no spaces; write them as %20');
  if (original === undefined && isShortened(draft)) throw forgotten();
  return send(new URL(api.origin), { ...draft, target, headers }, body);
}

function restore(shown: string, original: string | undefined): string {
  return original !== undefined && shownText(original) === shown ? original : shown;
}

function restoreHeader(
  line: readonly [string, string],
  original: ReplayableRequest | undefined,
): readonly [string, string] {
  const [name, value] = line;
  const same = original?.headers.find(
    (it) => it[0].toLowerCase() === name.toLowerCase() && shownHeader(it)[1] === value,
  );
  return same === undefined ? line : [name, same[1]];
}

function isShortened({ target, headers, body }: ReplayDraft): boolean {
  return [target, body, ...headers.map(([, value]) => value)].some((text) => SHORTENED.test(text));
}

function send({ hostname, port, host }: URL, draft: ReplayDraft, body: Buffer): Promise<ReplayAnswer> {
  const { method, target, headers } = draft;
  const own = headers.filter(([name]) => !CONNECTION_HEADERS.has(name.toLowerCase()));
  const hasBody = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
  // Node writes header texts as Latin-1; servers read UTF-8.
  const lines = own.flatMap(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]);
  const frame = ['Host', host, ...(hasBody ? ['Content-Length', String(body.length)] : []), 'Connection', 'close'];
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ hostname: hostname.replace(/^\[|\]$/g, ''), port, method, path: target },
      headers: [...frame, ...lines],
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    sent.on('response', (response) => finish(sent, response, resolve));
    sent.on('error', (error) =>
      reject(new InspectorRefusal(502, 'ApiUnreachable', `The API does not answer: ${error.message}`)),
    );
    sent.end(body);
  });
}

function finish(sent: ClientRequest, response: IncomingMessage, resolve: (answer: ReplayAnswer) => void): void {
  const { 'x-amzn-requestid': rest, 'apigw-requestid': http } = response.headers;
  const recordId = [rest, http].find((id) => typeof id === 'string');
  response.resume();
  const settle = (): void => resolve({ status: response.statusCode ?? 0, recordId: recordId?.toString() });
  response.on('end', settle);
  sent.on('close', settle);
}

const forgotten = (): InspectorRefusal =>
  new InspectorRefusal(
    410,
    'Forgotten',
    'The original is forgotten by now, so its shortened secrets can’t be filled in. Write your own in their place.',
  );
