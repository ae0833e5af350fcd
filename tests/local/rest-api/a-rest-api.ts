/** Builders for tests that run a whole REST API: on the data plane alone, or behind a port. */

import type { ClientRequest, ClientResponse } from '../../../local/api-gateway/client.ts';
import type { Backends } from '../../../local/rest-api/backends.ts';
import type { StageDefinition } from '../../../local/rest-api/definition.ts';
import { type RestApiParts, toRestApiDefinition } from '../../../local/rest-api/read-methods.ts';
import { createRestApi, type RestApiOptions } from '../../../local/rest-api/rest-api.ts';
import { aStage, NOON } from './an-exchange.ts';

export const aBackends = (overrides: Partial<Backends> = {}): Backends => ({
  invokeLambda: async () => ({ payload: '{"statusCode":200}' }),
  serviceEndpoint: () => undefined,
  userPool: () => undefined,
  now: () => NOON,
  random: () => 0.5,
  ...overrides,
});

export const LAMBDA_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:covers/invocations';

/** A MOCK method that answers 200 with the response template, or with nothing. */
export const aMock = (path: string, httpMethod: string, responseTemplate?: string): Record<string, unknown> => ({
  Path: path,
  HttpMethod: httpMethod,
  Integration: {
    Type: 'MOCK',
    RequestTemplates: { 'application/json': '{"statusCode": 200}' },
    IntegrationResponses: [
      { StatusCode: '200', ResponseTemplates: responseTemplate ? { 'application/json': responseTemplate } : {} },
    ],
  },
});

export const aLambdaProxy = (path: string, httpMethod = 'ANY'): Record<string, unknown> => ({
  Path: path,
  HttpMethod: httpMethod,
  Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: LAMBDA_URI },
});

export interface Setting extends Partial<Omit<RestApiParts, 'methods'>> {
  readonly methods: readonly Record<string, unknown>[];
  readonly stage?: Partial<StageDefinition>;
  readonly backends?: Partial<Backends>;
  readonly options?: RestApiOptions;
}

export function toStage({
  methods,
  stage,
  backends: _backends,
  options: _options,
  ...parts
}: Setting): StageDefinition {
  return aStage({ api: toRestApiDefinition({ restApiId: 'shop123', name: 'bookstore', methods, ...parts }), ...stage });
}

export const aRequest = (
  overrides: Partial<Omit<ClientRequest, 'body'>> & { body?: string | Buffer } = {},
): ClientRequest => ({
  method: 'GET',
  rawTarget: '/dev/books',
  headers: [],
  sourceIp: '127.0.0.1',
  protocol: 'HTTP/1.1',
  receivedAtMs: NOON,
  ...overrides,
  body: Buffer.from(overrides.body ?? ''),
});

/** Sends one request through a fresh API. */
export async function call(
  setting: Setting,
  request: Parameters<typeof aRequest>[0] = {},
): Promise<ClientResponse & { readonly text: string }> {
  const restApi = createRestApi([toStage(setting)], aBackends(setting.backends), setting.options);
  try {
    const response = await restApi.handle(aRequest(request));
    return { ...response, text: response.body.toString() };
  } finally {
    await restApi.close();
  }
}

/** The values of a header, whatever its case. */
export const headerOf = ({ headers }: Pick<ClientResponse, 'headers'>, name: string): readonly string[] =>
  headers.filter(([candidate]) => candidate.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
