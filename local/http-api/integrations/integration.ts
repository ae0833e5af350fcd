/** What an integration is to the route around it. */

import type { RequestRecord } from '../../api-gateway/record.ts';
import type { HttpExchange } from '../exchange.ts';
import type { HttpAnswer, MappedRequest } from '../parameter-mapping.ts';

/** A request on its way to the backend, ready to be sent and to be shown. */
export interface PreparedCall {
  /** A function's name or ARN, or a method and an address. */
  readonly target: string;
  /** The event, or the body. */
  readonly body: string | Buffer;
  readonly headers?: NonNullable<NonNullable<RequestRecord['checkpoints']['backend']>['request']>['headers'];
  /** Throws HttpApiError where the API itself is to answer. */
  readonly send: () => Promise<BackendReply>;
}

export interface BackendReply {
  /** Throws HttpApiError for a reply that says that something failed, or that can't be read. */
  readonly toAnswer: () => HttpAnswer;
  /** As it came, for the record. */
  readonly raw: { readonly status?: number; readonly headers?: HttpAnswer['headers']; readonly body: string | Buffer };
}

export type Integration = (exchange: HttpExchange, request: MappedRequest) => PreparedCall;
