/** One request to an HTTP API: what the client sent, what has been decided, and the record of it. */

import type { ClientRequest } from '../api-gateway/client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import type { HttpStageDefinition, RouteDefinition } from './definition.ts';

/** Every value of a repeated name, in order. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** What an authorizer adds to the events of each payload format. */
export interface AuthorizerContext {
  readonly v1: Readonly<Record<string, unknown>>;
  readonly v2: Readonly<Record<string, unknown>>;
}

/** The part of a request that parameter mapping may change. */
export interface RequestParts {
  /** Lower-case names. */
  readonly headers: Values;
  /** Decoded. */
  readonly query: Values;
  /** Still encoded. */
  readonly rawQuery: string;
  /** With a named stage, decoded: HTTP APIs hand paths on so in both formats. */
  readonly path: string;
}

export interface HttpExchange extends RequestParts {
  readonly request: ClientRequest;
  readonly requestId: string;
  readonly stage: HttpStageDefinition;
  readonly route: RouteDefinition;
  /** Header names in lower case to those of payload format 1.0. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Without the stage, decoded. */
  readonly routedPath: string;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** As in the request line. */
  readonly rawPathParameters: Readonly<Record<string, string>>;
  readonly record: RequestRecord;
  authorizer?: AuthorizerContext;
}
