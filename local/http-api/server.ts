/** Puts HTTP APIs on a port. */

import type { ClientResponse } from '../api-gateway/client.ts';
import { startHttpServer } from '../api-gateway/http-server.ts';
import { toRefusedRecord } from '../api-gateway/refused-record.ts';
import type { RequestRefusals } from '../api-gateway/request-limits.ts';
import type { HttpBackends } from './backends.ts';
import type { HttpStageDefinition } from './definition.ts';
import { createHttpApi, type HttpApiOptions } from './http-api.ts';

export interface HttpApiServerOptions extends HttpApiOptions {
  readonly stages: readonly HttpStageDefinition[];
  readonly backends: HttpBackends;
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
}

export interface HttpApiServer {
  readonly port: number;
  /** Without a trailing slash and without a stage. */
  readonly url: string;
  /** Serves other stages from the next request on; running requests end where they began. */
  readonly replace: (stages: readonly HttpStageDefinition[]) => void;
  readonly close: () => Promise<void>;
}

const REQUEST_REFUSALS: RequestRefusals = {
  bodyTooLong: refusal(413, 'Request Entity Too Large'),
  targetTooLong: refusal(414, 'Request-URI Too Long'),
  headersTooLong: refusal(431, 'Request Header Fields Too Large'),
  expectationFailed: refusal(417, 'Expectation Failed'),
  tooSlow: refusal(408, 'Request Timeout'),
  badRequest: refusal(400, 'Bad Request'),
};

function refusal(status: number, message: string): ClientResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}

/** Throws PortTakenError, or StageNameTakenError. */
export async function startHttpApi(options: HttpApiServerOptions): Promise<HttpApiServer> {
  const { stages, backends, port, host } = options;
  const httpApi = createHttpApi(stages, backends, options);
  const { handle, replace } = httpApi;
  const server = await startHttpServer({
    ...{ port, host, what: 'HTTP API' },
    handle,
    refusals: REQUEST_REFUSALS,
    onRefused: (request, answer) => options.onRecord?.(toRefusedRecord('HTTP', request, answer)),
    now: backends.now,
  });
  return {
    port: server.port,
    url: server.url,
    replace,
    close: async () => {
      await server.close();
      await httpApi.close();
    },
  };
}
