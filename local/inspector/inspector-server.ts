/** The inspector's port: its page, and what happened as JSON and as a stream of events. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer } from '../server/close.ts';
import { answerBroken } from '../server/linger.ts';
import { listen } from '../server/listen.ts';
import { type Callers, mayRead, mayReplay } from './callers.ts';
import { streamEntries } from './event-stream.ts';
import { InspectorRefusal } from './inspector-refusal.ts';
import type { Journal } from './journal.ts';
import { createPages, type Pages } from './pages.ts';
import { readJson } from './read-json.ts';
import { type ApiOrigin, replay } from './replay.ts';
import { parseDraft } from './replay-draft.ts';
import { toJson, toSummary } from './to-json.ts';

export interface InspectorOptions extends Callers {
  readonly journal: Journal;
  readonly port: number;
  readonly host: string;
  /** The built page. */
  readonly folder: string;
  /** Where a request may be sent again. */
  readonly apis: readonly ApiOrigin[];
}

export interface Inspector {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * GET / is the page. GET /records lists summaries, newest first; GET /records/{id} gives one whole; GET /events streams
 * summaries as server-sent events; DELETE /records forgets all; POST /replay sends a request to an API.
 */
export async function startInspector(options: InspectorOptions): Promise<Inspector> {
  const pages = createPages(options.folder);
  const server = createServer((request, response) => {
    answer(options, pages, request, response).catch((error: unknown) => fail(response, error));
  });
  server.on('clientError', answerBroken);
  const port = await listen(server, { port: options.port, host: options.host, what: 'inspector' });
  return { port, close: () => closeServer(server) };
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const REFUSED: Answer = { status: 403, body: { message: 'The inspector answers its own pages only.' } };
const UNKNOWN: Answer = { status: 404, body: { message: 'Here are /records, /records/{id}, /events and /replay.' } };
const FORGOTTEN: Answer = {
  status: 404,
  body: { message: 'There is no record with this id; old ones are forgotten.' },
};

async function answer(
  options: InspectorOptions,
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Vary', 'Origin');
  if (!mayRead(options, request)) return send(response, REFUSED);
  const { origin } = request.headers;
  if (origin) response.setHeader('Access-Control-Allow-Origin', origin);
  if (request.method === 'GET' && pathOf(request) === '/events') return streamEntries(options.journal, response);
  const found = await route(options, request);
  if (found !== undefined) send(response, found);
  else if (!(await pages(request, response))) send(response, UNKNOWN);
}

/** Undefined for what may be a file of the page. */
async function route(options: InspectorOptions, request: IncomingMessage): Promise<Answer | undefined> {
  const { journal, apis } = options;
  const path = pathOf(request);
  // Some kinds of API end their ids in `=`, which browsers may encode.
  const id = /^\/records\/([\w-]+=?)$/.exec(path.replace(/%3D$/i, '='))?.[1];
  if (request.method === 'OPTIONS') return { status: 204 };
  switch (`${request.method} ${id ? '/records/{id}' : path}`) {
    case 'GET /records':
      return { status: 200, body: { items: journal.list().map(toSummary), apis } };
    case 'GET /records/{id}':
      return getRecord(journal, id ?? '');
    case 'DELETE /records':
      journal.clear();
      return { status: 204 };
    case 'POST /replay':
      return mayReplay(options, request) ? sendAgain(options, request) : REFUSED;
  }
}

function getRecord(journal: Journal, id: string): Answer {
  const entry = journal.find(id);
  return entry ? { status: 200, body: { ...toSummary(entry), detail: toJson(entry.detail) } } : FORGOTTEN;
}

async function sendAgain({ journal, apis }: InspectorOptions, request: IncomingMessage): Promise<Answer> {
  const draft = parseDraft(await readJson(request));
  const original = draft.basedOn === undefined ? undefined : journal.find(draft.basedOn)?.request;
  return { status: 200, body: await replay(draft, original, apis) };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/\?.*/s, '');
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Access-Control-Allow-Methods': 'GET,DELETE,POST',
    'Access-Control-Allow-Headers': 'content-type',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof InspectorRefusal) {
    const { status, code, message } = error;
    send(response, { status, body: { code, message } });
    return;
  }
  console.error(error);
  if (response.headersSent) response.destroy();
  else send(response, { status: 500, body: { message: 'Internal server error' } });
}
