/** Puts WebSocket APIs on a port: connections at `/{stage}`, and the @connections endpoint beside them. */

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import { toClientRequest, toLines } from '../api-gateway/client-request.ts';
import { startHttpServer } from '../api-gateway/http-server.ts';
import { toRefusedRecord } from '../api-gateway/refused-record.ts';
import { endWithResponse, findExcess } from '../api-gateway/request-limits.ts';
import type { WebSocketBackends } from './backends.ts';
import { type ClientFacts, Connection, type Disconnection } from './connection.ts';
import type { WebSocketStageDefinition } from './definition.ts';
import { guardFrames } from './frame-guard.ts';
import { DEFAULT_LIMITS, type WebSocketLimits } from './limits.ts';
import type { OnRecord } from './recording.ts';
import { FORBIDDEN, REQUEST_REFUSALS } from './request-refusals.ts';
import { isUpgradable, toDisconnection, toProtocolError } from './upgrade.ts';
import { createWebSocketApi, type WebSocketApi } from './websocket-api.ts';

export interface WebSocketApiServerOptions {
  readonly stages: readonly WebSocketStageDefinition[];
  readonly backends: WebSocketBackends;
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
  /** Called for each connection, message, end and @connections call, when it is over. */
  readonly onRecord?: OnRecord;
  /** AWS's quotas unless said otherwise. */
  readonly limits?: Partial<WebSocketLimits> | undefined;
}

export interface WebSocketApiServer {
  readonly port: number;
  /** `ws://…`, without a trailing slash and without a stage. */
  readonly url: string;
  /** Serves other stages from the next message on; open connections stay. */
  readonly replace: (stages: readonly WebSocketStageDefinition[]) => void;
  readonly close: () => Promise<void>;
}

const NO_BYTES = Buffer.alloc(0);

/** Throws PortTakenError, or StageNameTakenError. */
export async function startWebSocketApi(options: WebSocketApiServerOptions): Promise<WebSocketApiServer> {
  const { stages, backends, port, host, onRecord } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const api = createWebSocketApi(stages, backends, limits, onRecord);
  const onRefused = (request: ClientRequest, answer: ClientResponse): void =>
    onRecord?.(toRefusedRecord('WEBSOCKET', request, answer));
  const http = await startHttpServer({
    ...{ port, host, what: 'WebSocket API' },
    handle: async (request) => api.handle(request),
    refusals: REQUEST_REFUSALS,
    onRefused,
    now: backends.now,
  });
  const sockets = createSockets(api, limits, backends.now, onRefused);
  http.server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.upgrade(message, socket, head).catch((error: unknown) => {
      console.error(error);
      socket.destroy();
    });
  });
  return {
    port: http.port,
    url: http.url.replace('http:', 'ws:'),
    replace: api.replace,
    close: async () => {
      await api.close();
      sockets.terminate();
      await http.close();
    },
  };
}

function createSockets(
  api: WebSocketApi,
  limits: WebSocketLimits,
  now: () => number,
  onRefused: (request: ClientRequest, answer: ClientResponse) => void,
) {
  const open = new Set<Duplex>();
  const subprotocols = new WeakMap<IncomingMessage, string>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxMessageBytes,
    handleProtocols: (_offered, message) => subprotocols.get(message) ?? false,
  });
  const upgrade = async (message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A client that goes away while $connect runs; the library takes over from there.
    socket.on('error', () => socket.destroy());
    const headers = toLines(message.rawHeaders);
    const request = toClientRequest(message, headers, NO_BYTES, now());
    const refuse = (answer: ClientResponse): void => {
      onRefused(request, answer);
      endWithResponse(socket, answer);
    };
    const excess = findExcess(message, headers, REQUEST_REFUSALS);
    if (excess !== undefined || !isUpgradable(message)) return refuse(excess ?? REQUEST_REFUSALS.badRequest);
    const answer = await api.connect(request);
    if (answer === undefined) return refuse(FORBIDDEN);
    if ('refusal' in answer) {
      endWithResponse(socket, answer.refusal);
      return;
    }
    if (answer.subprotocol !== undefined) subprotocols.set(message, answer.subprotocol);
    let isOpen = false;
    webSockets.handleUpgrade(message, socket, head, (webSocket) => {
      isOpen = true;
      join(api, limits, answer.facts, webSocket, socket);
    });
    // It was accepted but is gone: whatever $connect has noted down has to be undone.
    if (!isOpen) api.disconnected(answer.facts, { code: 1006, reason: '' });
  };
  return {
    upgrade,
    terminate: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function join(
  api: WebSocketApi,
  limits: WebSocketLimits,
  facts: ClientFacts,
  webSocket: WebSocket,
  socket: Duplex,
): void {
  const tell = (_connection: Connection, end: Disconnection): void => api.disconnected(facts, end);
  const connection = new Connection(facts, webSocket, limits, tell);
  guardFrames(socket, limits.maxFrameBytes, () => connection.close(1009, ''));
  webSocket.on('message', (data, isBinary) => {
    if (connection.isEnded) return;
    if (isBinary) connection.close(1003, '');
    else void api.receive(connection, data.toString());
  });
  // The library has closed it already: with 1009 for a message that is too large, 1007 for one that is no UTF-8.
  webSocket.on('error', (error) => connection.end(toProtocolError(error)));
  webSocket.on('close', (code, reason) => connection.end(toDisconnection(code, reason.toString())));
  api.open(connection);
}
