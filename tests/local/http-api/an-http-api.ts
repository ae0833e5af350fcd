/** Starts an HTTP API on a port and calls it, for the tests of this folder. */

import type { RequestRecord } from '../../../local/api-gateway/record.ts';
import type { HttpBackends } from '../../../local/http-api/backends.ts';
import type { HttpStageDefinition } from '../../../local/http-api/definition.ts';
import { type HttpApiParts, toHttpApiDefinition } from '../../../local/http-api/read-api.ts';
import { type HttpApiServer, type HttpApiServerOptions, startHttpApi } from '../../../local/http-api/server.ts';
import { type Lines, type RawAnswer, sendRaw } from '../../conformance/raw-client.ts';

export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:wishlist';

export const aRoute = (RouteKey: string, more: Record<string, unknown> = {}): Record<string, unknown> => {
  const { Integration = {}, ...rest } = more;
  return {
    RouteKey,
    Integration: {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: FUNCTION_ARN,
      PayloadFormatVersion: '2.0',
      ...Object(Integration),
    },
    ...rest,
  };
};

export interface Setting extends Partial<Omit<HttpApiParts, 'routes'>> {
  readonly routes?: readonly Record<string, unknown>[];
  readonly stage?: Partial<HttpStageDefinition>;
  /** What the function answers, or how. */
  readonly answers?: unknown;
  readonly invokeLambda?: HttpBackends['invokeLambda'];
  readonly options?: Partial<HttpApiServerOptions>;
}

export interface TestApi {
  readonly server: HttpApiServer;
  /** Events that functions got, authorizers included. */
  readonly events: Record<string, unknown>[];
  readonly records: RequestRecord[];
  readonly call: (method: string, target: string, headers?: Lines, body?: string) => Promise<TestAnswer>;
  readonly close: () => Promise<void>;
}

export interface TestAnswer extends RawAnswer {
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}

export const toStage = ({ routes, stage, answers: _a, invokeLambda: _i, options: _o, ...parts }: Setting) => ({
  stageName: '$default',
  variables: {},
  routeThrottles: new Map(),
  api: toHttpApiDefinition({ apiId: 'shop123', name: 'bookstore', routes: routes ?? [aRoute('$default')], ...parts }),
  ...stage,
});

export async function anHttpApi(setting: Setting = {}): Promise<TestApi> {
  const events: Record<string, unknown>[] = [];
  const records: RequestRecord[] = [];
  const { answers = { statusCode: 200, body: 'ok' } } = setting;
  const invokeLambda: HttpBackends['invokeLambda'] = async (target, payload, type) => {
    events.push(JSON.parse(payload));
    return setting.invokeLambda ? setting.invokeLambda(target, payload, type) : { payload: JSON.stringify(answers) };
  };
  const server = await startHttpApi({
    stages: [toStage(setting)],
    backends: { invokeLambda, now: Date.now },
    port: 0,
    onRecord: (record) => records.push(record),
    ...setting.options,
  });
  return {
    server,
    events,
    records,
    call: async (method, target, headers = [], body = '') =>
      toTestAnswer(await sendRaw(server.port, { method, target, headers, body: Buffer.from(body) })),
    close: server.close,
  };
}

function toTestAnswer(answer: RawAnswer): TestAnswer {
  const header = (name: string) =>
    answer.headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
  return { ...answer, text: answer.body.toString(), header };
}

/** Starts it, uses it and closes it. */
export async function withApi<T>(setting: Setting, use: (api: TestApi) => Promise<T>): Promise<T> {
  const api = await anHttpApi(setting);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}
