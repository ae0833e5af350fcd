/** Running REST APIs: hands each request to its stage and answers it, whatever happens. */

import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import { createHttpClient } from '../api-gateway/http-client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { parseRequestLine } from '../api-gateway/request-line.ts';
import { assertDistinctNames } from '../api-gateway/stage-names.ts';
import { createExtendedRequestId, toRequestId } from '../api-gateway/trace-id.ts';
import type { ThrottleOptions } from './admission/throttle.ts';
import type { Backends } from './backends.ts';
import type { StageDefinition } from './definition.ts';
import { type RunningStage, startStage } from './deployment.ts';
import { integrationFailure, integrationTimeout, networkFailure } from './failures.ts';
import { handleRequest, refuseUnknownStage } from './handle-request.ts';

export interface RestApi {
  /** Never throws: whatever fails is answered as API Gateway answers it. */
  readonly handle: (request: ClientRequest) => Promise<ClientResponse>;
  /** Serves other stages from now on; what is under way ends as it began. Throws as `createRestApi` does. */
  readonly replace: (stages: readonly StageDefinition[]) => void;
  /** Closes the connections to backends. */
  readonly close: () => Promise<void>;
}

export interface RestApiOptions {
  /** Called once per request, after its answer is complete. */
  readonly onRecord?: ((record: RequestRecord) => void) | undefined;
  readonly throttle?: ThrottleOptions | undefined;
}

/** Throws when two stages share a name, or a model is broken. */
export function createRestApi(
  stages: readonly StageDefinition[],
  backends: Backends,
  options: RestApiOptions = {},
): RestApi {
  const client = createHttpClient({ integrationTimeout, integrationFailure, networkFailure });
  const start = (definitions: readonly StageDefinition[]): ReadonlyMap<string, RunningStage> => {
    assertDistinctNames(definitions);
    const throttle = options.throttle ?? {};
    return new Map(definitions.map((stage) => [stage.stageName, startStage(stage, backends, client, throttle)]));
  };
  let running = start(stages);
  const handle = async (request: ClientRequest): Promise<ClientResponse> => {
    const requestId = toRequestId(request.headers);
    const line = parseRequestLine(request.rawTarget);
    const stage = running.get(line.stageName);
    const incoming = { request, line, requestId, extendedRequestId: createExtendedRequestId() };
    if (stage === undefined) return refuseUnknownStage(incoming, options.onRecord);
    return handleRequest(stage, incoming, backends, options.onRecord);
  };
  return {
    handle,
    replace: (definitions) => {
      running = start(definitions);
    },
    close: client.close,
  };
}
