/** Builders of stages and requests for tests of single parts of the REST data plane. */

import type { StageDefinition } from '../../../local/rest-api/definition.ts';
import type { Exchange } from '../../../local/rest-api/exchange.ts';
import { type RestApiParts, toRestApiDefinition } from '../../../local/rest-api/read-methods.ts';

export const NOON = Date.UTC(2026, 2, 4, 12);

export const aStage = (
  overrides: Partial<StageDefinition> = {},
  parts: Partial<RestApiParts> = {},
): StageDefinition => ({
  stageName: 'dev',
  api: toRestApiDefinition({
    restApiId: 'shop123',
    methods: [{ Path: '/books/{bookId}', HttpMethod: 'GET' }],
    ...parts,
  }),
  variables: {},
  hasVariables: false,
  methodSettings: new Map(),
  cacheClusterEnabled: false,
  tracingEnabled: false,
  usagePlans: [],
  ...overrides,
});

export interface ExchangeParts {
  readonly stage?: StageDefinition;
  readonly httpMethod?: string;
  readonly path?: Record<string, string>;
  readonly querystring?: Record<string, string[]>;
  readonly header?: Record<string, string[]>;
  readonly context?: Record<string, unknown>;
  readonly isCanary?: boolean;
  readonly stageVariables?: Record<string, string>;
  /** Index into the API's methods. */
  readonly methodIndex?: number;
}

export function anExchange(parts: ExchangeParts = {}): Exchange {
  const stage = parts.stage ?? aStage();
  const api = parts.isCanary === true ? (stage.canary?.api ?? stage.api) : stage.api;
  const method = api.methods[parts.methodIndex ?? 0];
  if (method === undefined) throw new Error('The API has no such method');
  const httpMethod = parts.httpMethod ?? (method.httpMethod === 'ANY' ? 'GET' : method.httpMethod);
  const pathParameters = parts.path ?? {};
  const path = method.resourcePath.replace(/\{(\w+)\+?\}/g, (whole, name) => pathParameters[name] ?? whole);
  const headers = Object.entries(parts.header ?? {}).flatMap(([name, values]) => values.map((v) => [name, v] as const));
  const request = {
    method: httpMethod,
    rawTarget: `/${stage.stageName}${path}`,
    headers,
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    protocol: 'HTTP/1.1',
    receivedAtMs: NOON,
  };
  return {
    request,
    requestId: 'request-1',
    extendedRequestId: 'extended-1',
    stage,
    isCanary: parts.isCanary ?? false,
    stageVariables: parts.stageVariables ?? stage.variables,
    method,
    httpMethod,
    path,
    parameters: { path: pathParameters, querystring: parts.querystring ?? {}, header: parts.header ?? {} },
    context: {
      accountId: api.accountId,
      apiId: api.restApiId,
      stage: stage.stageName,
      requestId: 'request-1',
      resourceId: method.resourceId,
      resourcePath: method.resourcePath,
      httpMethod,
      path: `/${stage.stageName}${path}`,
      identity: { sourceIp: '127.0.0.1', userAgent: 'a-browser' },
      ...parts.context,
    },
    record: {
      requestId: 'request-1',
      api: { id: api.restApiId, name: api.name, type: 'REST' },
      stage: stage.stageName,
      startedAtMs: NOON,
      method: httpMethod,
      rawTarget: request.rawTarget,
      checkpoints: { methodRequest: { headers, body: request.body, steps: [] } },
    },
  };
}

/** The error that the code throws, for a look at its members. */
export function refusalOf(code: () => unknown): unknown {
  try {
    code();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was refused');
}
