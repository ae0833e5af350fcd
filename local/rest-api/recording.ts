import type { BackendRecord, IntegrationRequestRecord, IntegrationResponseRecord } from '../api-gateway/record.ts';
import type { PreparedRequest } from './integration-request.ts';
import type { PreparedResponse } from './integration-response.ts';
import type { BackendReply, BackendRequest } from './integrations/integration.ts';

export const recordIntegrationRequest = (
  { request, template }: PreparedRequest,
  type: string,
  durationInMs: number,
): IntegrationRequestRecord => ({
  type,
  contentType: template?.contentType,
  template: template?.source,
  // What the backend will be sent, and for a Lambda proxy its event.
  rendered: request.body.content,
  mapped: { method: request.method, uri: request.uri, headers: request.headers, query: request.query },
  durationInMs,
});

/** Without a reply where the backend gave none. */
export const recordBackend = (
  request: BackendRequest,
  reply: BackendReply | undefined,
  durationInMs: number,
): BackendRecord => ({
  target: reply?.target ?? request.uri,
  request: { headers: request.headers, body: request.body.content },
  reply: reply && { status: reply.status, headers: reply.headers, body: reply.body.content },
  durationInMs,
});

export const recordIntegrationResponse = (
  { status, headers, body, selected, template }: PreparedResponse,
  reply: BackendReply,
  durationInMs: number,
): IntegrationResponseRecord => ({
  statusCode: selected?.statusCode ?? String(status),
  matchedOn: reply.selectOn,
  selectionPattern: selected?.selectionPattern || undefined,
  template: template?.source,
  rendered: template && body.text,
  mapped: { status, headers },
  durationInMs,
});
