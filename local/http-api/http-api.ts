/** Running HTTP APIs: hands each request to its stage and route and answers it, whatever happens. */

import type { ClientRequest, ClientResponse } from '../api-gateway/client.ts';
import { createHttpClient } from '../api-gateway/http-client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { toRefusedRecord } from '../api-gateway/refused-record.ts';
import { assertDistinctNames } from '../api-gateway/stage-names.ts';
import { ACCOUNT_THROTTLE, createTokenBucket, type Throttle } from '../api-gateway/token-bucket.ts';
import { createExtendedRequestId } from '../api-gateway/trace-id.ts';
import type { HttpBackends } from './backends.ts';
import { complete, toErrorAnswer } from './client-response.ts';
import type { HttpStageDefinition } from './definition.ts';
import { integrationFailure, integrationTimeout, notFound, serviceUnavailable } from './failures.ts';
import { handleRequest } from './handle-request.ts';
import { findStage, parseTarget } from './request-path.ts';
import { type RunningStage, startStage } from './running-stage.ts';

export interface HttpApi {
  /** Never throws: whatever fails is answered as API Gateway answers it. */
  readonly handle: (request: ClientRequest) => Promise<ClientResponse>;
  /** Serves other stages from now on; what is under way ends as it began. Throws as `createHttpApi` does. */
  readonly replace: (stages: readonly HttpStageDefinition[]) => void;
  /** Closes the connections to backends. */
  readonly close: () => Promise<void>;
}

export interface HttpApiOptions {
  /** Called once per request, after its answer is complete. */
  readonly onRecord?: ((record: RequestRecord) => void) | undefined;
  /** The account's limit, 10,000 requests a second unless given. */
  readonly accountThrottle?: Throttle | undefined;
}

/** Throws StageNameTakenError when two stages share a name. */
export function createHttpApi(
  stages: readonly HttpStageDefinition[],
  backends: HttpBackends,
  { onRecord, accountThrottle = ACCOUNT_THROTTLE }: HttpApiOptions = {},
): HttpApi {
  const client = createHttpClient({
    integrationTimeout,
    integrationFailure,
    networkFailure: serviceUnavailable,
  });
  const account = createTokenBucket('the account', accountThrottle);
  const start = (definitions: readonly HttpStageDefinition[]): ReadonlyMap<string, RunningStage> => {
    assertDistinctNames(definitions);
    return new Map(definitions.map((stage) => [stage.stageName, startStage(stage, backends, client, account)]));
  };
  let running = start(stages);
  return {
    handle: async (request) => {
      const requestId = createExtendedRequestId();
      const path = parseTarget(request.rawTarget);
      const found = findStage(running, path.rawPath);
      if (found === undefined) {
        const answer = complete(toErrorAnswer(notFound('There is no such stage')), request, requestId);
        onRecord?.(toRefusedRecord('HTTP', request, answer));
        return answer;
      }
      return handleRequest(found.stage, { request, requestId, ...path, routedPath: found.routedPath }, onRecord);
    },
    replace: (definitions) => {
      running = start(definitions);
    },
    close: client.close,
  };
}
