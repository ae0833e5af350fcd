/** A running REST API: hands each request to its stage and answers it, whatever happens. */

import type { Backends } from './backends.ts';
import type { StageDefinition } from './definition.ts';
import type { ClientRequest, ClientResponse } from './exchange.ts';
import type { RequestRecord } from './record.ts';

export interface RestApi {
  readonly handle: (request: ClientRequest) => Promise<ClientResponse>;
}

export interface RestApiOptions {
  readonly onRecord?: ((record: RequestRecord) => void) | undefined;
}

export function createRestApi(
  _stages: readonly StageDefinition[],
  _backends: Backends,
  _options: RestApiOptions = {},
): RestApi {
  throw new Error('not there yet');
}
