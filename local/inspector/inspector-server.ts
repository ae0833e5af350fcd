/** The inspector's port: what happened, as JSON and as a stream of events. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer } from '../server/close.ts';
import { listen } from '../server/listen.ts';
import { streamEntries } from './event-stream.ts';
import type { Journal } from './journal.ts';
import { toJson, toSummary } from './to-json.ts';

export interface InspectorOptions {
  readonly journal: Journal;
  readonly port: number;
  readonly host: string;
  /** Origins whose pages may read: everybody else's browser is refused, since a record shows what others sent. */
  readonly allowedOrigins: readonly string[];
  /** Names under which this port is called, such as `localhost:8087`; others are refused, against DNS rebinding. */
  readonly allowedHosts: readonly string[];
}

export interface Inspector {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * GET /records lists summaries, newest first; GET /records/{id} gives one whole; GET /events streams summaries as
 * server-sent events; DELETE /records forgets all.
 */
export async function startInspector(options: InspectorOptions): Promise<Inspector> {
  const server = createServer((request, response) => answer(options, request, response));
  const port = await listen(server, { port: options.port, host: options.host, what: 'inspector' });
  return { port, close: () => closeServer(server) };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

function answer(options: InspectorOptions, request: IncomingMessage, response: ServerResponse): void {
  const { origin, host } = request.headers;
  const isAllowed = options.allowedHosts.includes(host ?? '') && (!origin || options.allowedOrigins.includes(origin));
  response.setHeader('Vary', 'Origin');
  if (isAllowed && origin) response.setHeader('Access-Control-Allow-Origin', origin);
  if (isAllowed && request.method === 'GET' && pathOf(request) === '/events') streamEntries(options.journal, response);
  else send(response, isAllowed ? route(options.journal, request) : REFUSED);
}

const REFUSED: Answer = { status: 403, body: { message: 'The inspector answers its own pages only.' } };
const UNKNOWN: Answer = { status: 404, body: { message: 'Here are /records, /records/{id} and /events.' } };
const FORGOTTEN: Answer = {
  status: 404,
  body: { message: 'There is no record with this id; old ones are forgotten.' },
};

function route(journal: Journal, request: IncomingMessage): Answer {
  if (request.method === 'OPTIONS') return { status: 204 };
  const path = pathOf(request);
  // Some kinds of API end their ids in `=`, which browsers may encode.
  const id = /^\/records\/([\w-]+=?)$/.exec(path.replace(/%3D$/i, '='))?.[1];
  if (request.method === 'GET' && path === '/records')
    return { status: 200, body: { items: journal.list().map(toSummary) } };
  if (request.method === 'GET' && id) return getRecord(journal, id);
  if (request.method !== 'DELETE' || path !== '/records') return UNKNOWN;
  journal.clear();
  return { status: 204 };
}

function getRecord(journal: Journal, id: string): Answer {
  const entry = journal.find(id);
  return entry ? { status: 200, body: { ...toSummary(entry), detail: toJson(entry.detail) } } : FORGOTTEN;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/\?.*/s, '');
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Methods': 'GET,DELETE',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
