/** Fills a request's record, by reference: nothing is copied or cut before somebody reads it. */

import type { ClientRequest, ClientResponse, RequestParameters } from './exchange.ts';
import type { GatewayError } from './gateway-error.ts';
import type { PreparedRequest } from './integration-request.ts';
import type { PreparedResponse } from './integration-response.ts';
import type { BackendReply, BackendRequest } from './integrations/integration.ts';
import type {
  BackendRecord,
  IntegrationRequestRecord,
  IntegrationResponseRecord,
  MethodResponseRecord,
  RequestRecord,
} from './record.ts';

export function openRecord(
  request: ClientRequest,
  requestId: string,
  api: { readonly id: string; readonly name: string },
  stage: string,
  route: { readonly resourcePath: string | undefined; readonly parameters: RequestParameters },
): RequestRecord {
  return {
    requestId,
    api: { ...api, type: 'REST' },
    stage,
    startedAtMs: request.receivedAtMs,
    method: request.method,
    rawTarget: request.rawTarget,
    checkpoints: {
      methodRequest: {
        headers: request.headers,
        body: request.body,
        ...(route.resourcePath !== undefined && { resourcePath: route.resourcePath }),
        parameters: route.parameters,
        steps: [],
      },
    },
  };
}

export const recordIntegrationRequest = (
  { request, template }: PreparedRequest,
  type: string,
  durationInMs: number,
): IntegrationRequestRecord => ({
  type,
  ...(template && { contentType: template.contentType, template: template.source }),
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
  ...(reply && { reply: { status: reply.status, headers: reply.headers, body: reply.body.content } }),
  durationInMs,
});

export const recordIntegrationResponse = (
  { status, headers, body, selected, template }: PreparedResponse,
  reply: BackendReply,
  durationInMs: number,
): IntegrationResponseRecord => ({
  statusCode: selected?.statusCode ?? String(status),
  ...(reply.selectOn !== undefined && { matchedOn: reply.selectOn }),
  ...(selected?.selectionPattern && { selectionPattern: selected.selectionPattern }),
  ...(template && { template: template.source, rendered: body.text }),
  mapped: { status, headers },
  durationInMs,
});

/** Where it was turned away is the first checkpoint that has left nothing in the record. */
export function recordRefusal(record: RequestRecord, { responseType, detail }: GatewayError): void {
  const { integrationRequest, backend } = record.checkpoints;
  const { durationInMs } = record.checkpoints.methodRequest;
  const atBackend = backend?.reply ? 'integrationResponse' : 'backend';
  const later = integrationRequest ? atBackend : 'integrationRequest';
  record.refusal = {
    checkpoint: durationInMs === undefined ? 'methodRequest' : later,
    responseType,
    message: detail.message,
    ...(detail.reason !== undefined && { reason: detail.reason }),
  };
}

export function closeRecord(
  record: RequestRecord,
  response: ClientResponse,
  startedAt: number,
  answeredAt: number,
): void {
  const endedAt = performance.now();
  const methodResponse: MethodResponseRecord = { ...response, durationInMs: endedAt - answeredAt };
  record.checkpoints.methodResponse = methodResponse;
  record.status = response.status;
  record.durationInMs = endedAt - startedAt;
}
