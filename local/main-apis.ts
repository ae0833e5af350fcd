/** Starts the three flavours of API Gateway, each on its port, as far as the template has any. */

import type { RequestRecord } from './api-gateway/record.ts';
import { startHttpApi } from './http-api/server.ts';
import { readHttpStages } from './http-api/template/read-stages.ts';
import { type Ports, toLocalOrigin } from './main-ports.ts';
import { UNLIMITED, withoutThrottle } from './rest-api/admission/without-throttle.ts';
import type { Backends } from './rest-api/backends.ts';
import { startRestApi } from './rest-api/server.ts';
import { readStages } from './rest-api/template/read-stages.ts';
import { type Shutdown, startTogether } from './server/shutdown.ts';
import type { Stack } from './stack/stack.ts';
import { startWebSocketApi } from './websocket-api/server.ts';
import { readWebSocketStages } from './websocket-api/template/read-stages.ts';

export interface ApisOptions {
  readonly stack: Stack;
  readonly ports: Ports;
  readonly host: string;
  readonly backends: Backends;
  readonly onRecord: (record: RequestRecord) => void;
  readonly log: (line: string) => void;
  /** Lets the REST API take as many requests as this machine can answer. */
  readonly unthrottled?: boolean | undefined;
}

export interface RunningApis {
  /** Serves what a changed template describes; open WebSocket connections stay. */
  replace(stack: Stack): void;
  close(): Promise<void>;
}

/** Throws PortTakenError, or an error for a template that asks for what can't be served. */
export function startApis(options: ApisOptions): Promise<RunningApis> {
  return startTogether((shutdown) => startAll(options, shutdown));
}

async function startAll(
  { stack, ports, host, backends, onRecord, log, unthrottled }: ApisOptions,
  shutdown: Shutdown,
): Promise<RunningApis> {
  const shared = { host, backends, onRecord };
  const readRestStages = (of: Stack) => (unthrottled ? readStages(of).map(withoutThrottle) : readStages(of));
  const throttle = unthrottled ? UNLIMITED : undefined;
  const [httpStages, webSocketStages] = [readHttpStages(stack), readWebSocketStages(stack)];
  const rest = await startRestApi({ ...shared, port: ports.restApi, stages: readRestStages(stack), throttle });
  shutdown.add(rest.close);
  const http =
    httpStages.length === 0 ? undefined : await startHttpApi({ ...shared, port: ports.httpApi, stages: httpStages });
  shutdown.add(() => http?.close());
  const webSocket =
    webSocketStages.length === 0
      ? undefined
      : await startWebSocketApi({ ...shared, port: ports.webSocketApi, stages: webSocketStages });
  return {
    replace: (changed) => {
      rest.replace(readRestStages(changed));
      const [newHttp, newWebSocket] = [readHttpStages(changed), readWebSocketStages(changed)];
      http?.replace(newHttp);
      webSocket?.replace(newWebSocket);
      const isNew = (http === undefined && newHttp.length > 0) || (webSocket === undefined && newWebSocket.length > 0);
      if (isNew) log('The template has an API of another kind now: start again to serve it.');
    },
    close: async () => {
      await Promise.all([rest.close(), http?.close(), webSocket?.close()]);
    },
  };
}

/** The addresses of all stages, for people to read. */
export function listApis(stack: Stack, ports: Ports, host: string) {
  const [restApi, httpApi, webSocketApi] = [ports.restApi, ports.httpApi, ports.webSocketApi].map((port) =>
    toLocalOrigin(host, port),
  );
  return [
    ...readStages(stack).map(({ stageName }) => ({ what: 'REST API', url: `${restApi}/${stageName}` })),
    ...readHttpStages(stack).map(({ stageName }) => ({
      what: 'HTTP API',
      url: stageName === '$default' ? `${httpApi}` : `${httpApi}/${stageName}`,
    })),
    ...readWebSocketStages(stack).map(({ stageName }) => ({
      what: 'WebSocket API',
      url: `${webSocketApi?.replace('http:', 'ws:')}/${stageName}`,
    })),
  ];
}

/** The values of all keys that a usage plan knows, by their ids. */
export function listApiKeys(stack: Stack): Readonly<Record<string, string>> {
  const keys = readStages(stack).flatMap(({ usagePlans }) => usagePlans.flatMap(({ apiKeys }) => apiKeys));
  return Object.fromEntries(keys.map(({ apiKeyId, value }) => [apiKeyId, value]));
}
