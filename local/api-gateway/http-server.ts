/** Puts an API on a port: node:http in front of a function from request to response. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer } from '../server/close.ts';
import { toUrlHost } from '../server/hosts.ts';
import { listen } from '../server/listen.ts';
import type { ClientRequest, ClientResponse, HeaderLines } from './client.ts';
import { readBody } from './read-body.ts';
import { answerBrokenRequest, findExcess, type RequestRefusals } from './request-limits.ts';

export interface HttpServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
  /** Such as `REST API`, for whoever finds the port taken. */
  readonly what: string;
  readonly handle: (request: ClientRequest) => Promise<ClientResponse>;
  readonly refusals: RequestRefusals;
  readonly now: () => number;
}

export interface RunningHttpServer {
  readonly server: Server;
  readonly port: number;
  /** Without a trailing slash and without a stage. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Node refuses larger header blocks by itself; ours is refused before, with an answer in JSON. */
const MAX_HEADER_BYTES = 64 * 1024;
const KEEP_ALIVE_MS = 65_000;
const MAX_JOINED_BYTES = 64 * 1024;

/** Throws PortTakenError. */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS },
    (message, response) => {
      serve(options, message, response).catch((error: unknown) => abandon(response, error));
    },
  );
  server.on('clientError', (error, socket) => answerBrokenRequest(error, socket, options.refusals));
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, { port: options.port, host, what: options.what });
  const url = `http://${toUrlHost(host)}:${port}`;
  return { server, port, url, close: () => closeServer(server, 0) };
}

async function serve(
  { handle, refusals, now }: HttpServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const receivedAtMs = now();
  const headers = toLines(message.rawHeaders);
  const excess = findExcess(message, headers, refusals);
  const body = excess === undefined ? await readBody(message) : undefined;
  // The client went away while it was still sending: nobody is left to be answered.
  if (body === 'aborted') return;
  if (excess !== undefined || body === undefined || body === 'tooLong')
    return refuse(message, response, excess ?? refusals.bodyTooLong);
  const answer = await handle(toClientRequest(message, headers, body, receivedAtMs));
  if (!response.destroyed) send(response, answer);
}

export function toClientRequest(
  message: IncomingMessage,
  headers: HeaderLines,
  body: Buffer,
  receivedAtMs: number,
): ClientRequest {
  return {
    method: message.method ?? 'GET',
    rawTarget: message.url ?? '/',
    headers,
    body,
    sourceIp: (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${message.httpVersion}`,
    receivedAtMs,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what needs no decoding
const ASCII = /^[\u0000-\u007f]*$/;

/** Node hands over header bytes as Latin-1; clients mean UTF-8. */
export function toLines(rawHeaders: readonly string[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const value = rawHeaders[index + 1] ?? '';
    lines.push([rawHeaders[index] ?? '', ASCII.test(value) ? value : Buffer.from(value, 'latin1').toString('utf8')]);
  }
  return lines;
}

function send(response: ServerResponse, { status, headers, body }: ClientResponse): void {
  response.writeHead(status, headers.flat());
  // As text of the same bytes, a body travels with its headers in one write, which is a fifth faster for a page of books.
  if (body.length <= MAX_JOINED_BYTES) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

/** What is left of the body is not read, so that the connection can't be used again. */
function refuse(message: IncomingMessage, response: ServerResponse, answer: ClientResponse): void {
  send(response, { ...answer, headers: [...answer.headers, ['Connection', 'close']] });
  message.resume();
  const giveUp = setTimeout(() => message.destroy(), 1_000);
  giveUp.unref();
  message.once('close', () => clearTimeout(giveUp));
}

/** A bug on our side: the client gets a bare 500, the console the whole error. */
function abandon(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message": "Internal server error"}');
}
