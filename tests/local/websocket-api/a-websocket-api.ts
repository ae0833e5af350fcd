/** Starts a WebSocket API on a port and connects to it, for the tests of this folder. */

import { WebSocket } from 'ws';
import type { RequestRecord } from '../../../local/api-gateway/record.ts';
import type { WebSocketBackends } from '../../../local/websocket-api/backends.ts';
import type { WebSocketStageDefinition } from '../../../local/websocket-api/definition.ts';
import type { WebSocketLimits } from '../../../local/websocket-api/limits.ts';
import { toWebSocketApiDefinition, type WebSocketApiParts } from '../../../local/websocket-api/read-api.ts';
import { startWebSocketApi, type WebSocketApiServer } from '../../../local/websocket-api/server.ts';

/** A route whose function is named like its key. */
export const aRoute = (RouteKey: string, more: Record<string, unknown> = {}): Record<string, unknown> => {
  const { Integration = {}, ...rest } = more;
  return {
    RouteKey,
    Integration: { IntegrationType: 'AWS_PROXY', IntegrationUri: toUri(RouteKey), ...Object(Integration) },
    ...rest,
  };
};

export const toUri = (name: string): string =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${name}/invocations`;

export const twoWay = { RouteResponseSelectionExpression: '$default', RouteResponses: ['$default'] };

export interface Call {
  /** The function's name, which is the route's key. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: events are looked into by path
  readonly event: any;
}

export interface Setting extends Partial<Omit<WebSocketApiParts, 'routes'>> {
  readonly routes?: readonly Record<string, unknown>[];
  readonly stage?: Partial<WebSocketStageDefinition>;
  /** Function name to its result; a function makes it of the event. Others answer 200. */
  readonly functions?: Readonly<Record<string, unknown>>;
  readonly limits?: Partial<WebSocketLimits>;
}

/** What a function does that raises an error. */
export class Raised {
  readonly errorMessage: string;
  constructor(errorMessage: string) {
    this.errorMessage = errorMessage;
  }
}

export interface TestApi {
  readonly server: WebSocketApiServer;
  readonly calls: Call[];
  readonly records: RequestRecord[];
  readonly connect: (options?: ConnectOptions) => Promise<TestClient>;
  /** Waits until a function of that name has been called so many times, and gives the last call. */
  readonly called: (name: string, times?: number) => Promise<Call>;
  readonly close: () => Promise<void>;
}

export interface ConnectOptions {
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly protocols?: string[];
  readonly path?: string;
}

export interface TestClient {
  readonly socket: WebSocket;
  readonly frames: string[];
  /** Of the latest connection. */
  readonly connectionId: string;
  /** Waits for the frame of that number. */
  readonly frame: (index?: number) => Promise<string>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export const DEFAULT_ROUTES = ['$connect', '$default', '$disconnect'].map((key) => aRoute(key));

export const toStage = (setting: Setting): WebSocketStageDefinition => {
  const { routes = DEFAULT_ROUTES, stage, functions: _functions, limits: _limits, ...parts } = setting;
  return {
    stageName: 'dev',
    variables: {},
    routeThrottles: new Map(),
    api: toWebSocketApiDefinition({ apiId: 'chat123', name: 'chat', routes, ...parts }),
    ...stage,
  };
};

export async function aWebSocketApi(setting: Setting = {}): Promise<TestApi> {
  const calls: Call[] = [];
  const records: RequestRecord[] = [];
  const invokeLambda: WebSocketBackends['invokeLambda'] = async (name, payload) => {
    const call = { name, event: JSON.parse(payload) };
    calls.push(call);
    const planned = setting.functions?.[name];
    const result = await (typeof planned === 'function' ? planned(call.event) : planned);
    if (result instanceof Raised) return { payload: JSON.stringify(result), functionError: 'Unhandled' };
    return { payload: JSON.stringify(name in (setting.functions ?? {}) ? result : { statusCode: 200 }) ?? 'null' };
  };
  const server = await startWebSocketApi({
    stages: [toStage(setting)],
    backends: { invokeLambda, now: Date.now },
    port: 0,
    onRecord: (record) => records.push(record),
    limits: { closeMs: 300, ...setting.limits },
  });
  return {
    server,
    calls,
    records,
    connect: (options) => connect(server.url, records, options),
    called: async (name, times = 1) => {
      const found = await until(() => calls.filter((call) => call.name === name)[times - 1]);
      if (found === undefined) throw new Error(`${name} was not called ${times} times`);
      return found;
    },
    close: server.close,
  };
}

async function connect(
  url: string,
  records: readonly RequestRecord[],
  { query = '', headers = {}, protocols = [], path = '/dev' }: ConnectOptions = {},
): Promise<TestClient> {
  const socket = new WebSocket(`${url}${path}${query}`, protocols, { headers, perMessageDeflate: false });
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(data.toString()));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () =>
        reject(Object.assign(new Error('refused'), { status: response.statusCode, body, headers: response.headers })),
      );
    });
  });
  const latest = records.filter(({ method }) => method === 'CONNECT').at(-1);
  const { connectionId } = Object(latest?.checkpoints.methodRequest.parameters);
  return {
    socket,
    frames,
    connectionId,
    closed,
    frame: async (index = 0) => {
      const frame = await until(() => frames[index]);
      if (frame === undefined) throw new Error(`Frame ${index} did not come`);
      return frame;
    },
  };
}

/** Undefined when it does not come to pass. */
export async function until<T>(find: () => T | undefined, patienceMs = 3_000): Promise<T | undefined> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = find();
    if (found !== undefined || Date.now() > deadline) return found;
    await pause(5);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts it, uses it and closes it. */
export async function withApi<T>(setting: Setting, use: (api: TestApi) => Promise<T>): Promise<T> {
  const api = await aWebSocketApi(setting);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}
