/** Puts REST APIs on a port. */

import { startHttpServer } from '../api-gateway/http-server.ts';
import { toRefusedRecord } from '../api-gateway/refused-record.ts';
import type { Backends } from './backends.ts';
import type { StageDefinition } from './definition.ts';
import { REQUEST_REFUSALS } from './request-refusals.ts';
import { createRestApi, type RestApiOptions } from './rest-api.ts';

export interface RestApiServerOptions extends RestApiOptions {
  readonly stages: readonly StageDefinition[];
  readonly backends: Backends;
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless said otherwise. */
  readonly host?: string | undefined;
}

export interface RestApiServer {
  readonly port: number;
  /** Without a trailing slash and without a stage. */
  readonly url: string;
  /** Serves other stages from the next request on; running requests end where they began. */
  readonly replace: (stages: readonly StageDefinition[]) => void;
  readonly close: () => Promise<void>;
}

/** Throws PortTakenError; see `createRestApi` for what it throws of the stages. */
export async function startRestApi(options: RestApiServerOptions): Promise<RestApiServer> {
  const { stages, backends, port, host } = options;
  const restApi = createRestApi(stages, backends, options);
  const { handle, replace } = restApi;
  const server = await startHttpServer({
    ...{ port, host, what: 'REST API' },
    handle,
    refusals: REQUEST_REFUSALS,
    onRefused: (request, answer) => options.onRecord?.(toRefusedRecord('REST', request, answer)),
    now: backends.now,
  });
  return {
    port: server.port,
    url: server.url,
    replace,
    close: async () => {
      await server.close();
      await restApi.close();
    },
  };
}
