/** Opens and closes a request's record, by reference: nothing is copied or cut before somebody reads it. */

import type { ClientRequest, ClientResponse } from './client.ts';
import type { MethodResponseRecord, RequestRecord } from './record.ts';

export function openRecord(
  request: ClientRequest,
  requestId: string,
  api: RequestRecord['api'],
  stage: string,
  route: { readonly resourcePath: string | undefined; readonly parameters: unknown },
): RequestRecord {
  return {
    requestId,
    api,
    stage,
    startedAtMs: request.receivedAtMs,
    method: request.method,
    rawTarget: request.rawTarget,
    checkpoints: {
      methodRequest: {
        headers: request.headers,
        body: request.body,
        resourcePath: route.resourcePath,
        parameters: route.parameters,
        steps: [],
      },
    },
  };
}

/** Why a request got no further. */
export interface Refusal {
  readonly responseType: string;
  readonly message: string | undefined;
  readonly reason?: string | undefined;
}

/** Where it was turned away is the first checkpoint that has left nothing in the record. */
export function recordRefusal(record: RequestRecord, { responseType, message, reason }: Refusal): void {
  const { integrationRequest, backend } = record.checkpoints;
  const { durationInMs } = record.checkpoints.methodRequest;
  const atBackend = backend?.reply ? 'integrationResponse' : 'backend';
  const later = integrationRequest ? atBackend : 'integrationRequest';
  record.refusal = {
    checkpoint: durationInMs === undefined ? 'methodRequest' : later,
    responseType,
    message,
    ...(reason !== undefined && { reason }),
  };
}

export function closeRecord(
  record: RequestRecord,
  { status, headers, body }: ClientResponse,
  startedAt: number,
  answeredAt: number,
): void {
  const endedAt = performance.now();
  const methodResponse: MethodResponseRecord = { status, headers, body, durationInMs: endedAt - answeredAt };
  record.checkpoints.methodResponse = methodResponse;
  record.status = status;
  record.durationInMs = endedAt - startedAt;
}
