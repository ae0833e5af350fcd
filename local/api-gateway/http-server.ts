/** Puts an API on a port: node:http in front of a function from request to response. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer } from '../server/close.ts';
import { toUrlHost } from '../server/hosts.ts';
import { endAfterRequest } from '../server/linger.ts';
import { listen } from '../server/listen.ts';
import type { ClientRequest, ClientResponse } from './client.ts';
import { toBrokenRequest, toClientRequest, toLines } from './client-request.ts';
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
  /** Told of each request that was refused before `handle`, with as much of it as could be read. */
  readonly onRefused?: (request: ClientRequest, answer: ClientResponse) => void;
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
    // Node's own refusal of a request without a Host has no body; ours has.
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false },
    (message, response) => {
      serve(options, message, response).catch((error: unknown) => abandon(response, error));
    },
  );
  // A client may end its side and still wait for the answer; node:http has no option for that.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('checkExpectation', (message, response) =>
    refuse(options, message, response, options.refusals.expectationFailed),
  );
  server.on('clientError', (error, socket) => {
    const answer = answerBrokenRequest(error, socket, options.refusals);
    if (answer !== undefined) options.onRefused?.(toBrokenRequest(error, socket, options.now()), answer);
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, { port: options.port, host, what: options.what });
  const url = `http://${toUrlHost(host)}:${port}`;
  return { server, port, url, close: () => closeServer(server) };
}

async function serve(options: HttpServerOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const receivedAtMs = options.now();
  const headers = toLines(message.rawHeaders);
  const excess = findExcess(message, headers, options.refusals);
  const body = excess === undefined ? await readBody(message) : undefined;
  // The client went away while it was still sending: nobody is left to be answered.
  if (body === 'aborted') return;
  if (excess !== undefined || body === undefined || body === 'tooLong')
    return refuse(options, message, response, excess ?? options.refusals.bodyTooLong);
  const answer = await options.handle(toClientRequest(message, headers, body, receivedAtMs));
  if (!response.destroyed) send(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: ClientResponse): void {
  response.writeHead(status, headers.flat());
  // As text of the same bytes, a body travels with its headers in one write, which is a fifth faster for a page of books.
  if (body.length <= MAX_JOINED_BYTES) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

/** What is left of the body is not looked at, so that the connection can't be used again. */
function refuse(
  { onRefused, now }: HttpServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
  answer: ClientResponse,
): void {
  onRefused?.(toClientRequest(message, toLines(message.rawHeaders), Buffer.alloc(0), now()), answer);
  response.writeHead(answer.status, [...answer.headers, ['Connection', 'close']].flat());
  response.write(answer.body);
  endAfterRequest(message, response);
}

/** A bug on our side: the client gets a bare 500, the console the whole error. */
function abandon(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message": "Internal server error"}');
}
