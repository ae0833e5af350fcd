/** What an integration is to the checkpoints around it. */

import type { HeaderLines } from '../../api-gateway/client.ts';
import type { Exchange } from '../exchange.ts';
import type { Payload } from '../payload.ts';

/** What the integration request checkpoint hands over. */
export interface BackendRequest {
  readonly method: string;
  /** With path parameters and stage variables filled in. */
  readonly uri: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Names and values that go into the query, beside those of the URI; not encoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Payload;
}

export interface BackendReply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Payload;
  /** What selection patterns are matched against; undefined takes the default integration response. */
  readonly selectOn: string | undefined;
  /** Where it was sent, for the record. */
  readonly target: string;
}

/** Throws GatewayError where API Gateway itself would answer. */
export type Integration = (request: BackendRequest, exchange: Exchange) => Promise<BackendReply> | BackendReply;
