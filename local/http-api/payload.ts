/** A request's body in an event: as text where its type says that it is text, else as base64. */

import type { ClientRequest } from '../api-gateway/client.ts';
import { findHeader } from '../api-gateway/header-lines.ts';

export interface EventBody {
  /** Undefined for a request without one. */
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** Forms and bodies without a type are bytes to an HTTP API. */
const TEXT = /^(?:text\/|application\/(?:json|javascript|xml|graphql)\b|[^;]+\+(?:json|xml)\b)/i;

export function toEventBody({ headers, body }: ClientRequest): EventBody {
  if (body.length === 0) return { body: undefined, isBase64Encoded: false };
  const isText = TEXT.test(findHeader(headers, 'content-type')?.trim() ?? '');
  return isText
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}
