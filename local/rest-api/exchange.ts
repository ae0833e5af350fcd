/** One request on its way through the four checkpoints: what the client sent, what has been decided, and the record of it. */

import type { ClientRequest } from '../api-gateway/client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import type { MethodDefinition, StageDefinition } from './definition.ts';

/** What the router has read from the request line and headers. */
export interface RequestParameters {
  /** Path parameters, still encoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Decoded; every value of a repeated name, in order. */
  readonly querystring: Readonly<Record<string, readonly string[]>>;
  /** Name as the client wrote it; every value of a repeated name, in order. */
  readonly header: Readonly<Record<string, readonly string[]>>;
}

export interface Exchange {
  readonly request: ClientRequest;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly stage: StageDefinition;
  readonly isCanary: boolean;
  /** Of the stage, with the canary's overrides where it applies. */
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly method: MethodDefinition;
  /** The effective HTTP method. */
  readonly httpMethod: string;
  /** Path without the stage, as sent. */
  readonly path: string;
  readonly parameters: RequestParameters;
  /** `$context`: plain data that templates may write overrides into. */
  readonly context: Record<string, unknown>;
  readonly record: RequestRecord;
}
