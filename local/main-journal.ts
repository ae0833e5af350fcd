/** Turns what the services report into entries of the inspector's journal. */

import type { RequestRecord } from './api-gateway/record.ts';
import type { Entry } from './inspector/journal.ts';
import type { InvocationRecord } from './lambda/lambda-service.ts';

const BASE_WEIGHT = 4096;

export function toRequestEntry(record: RequestRecord): Entry {
  const { requestId, startedAtMs, method, rawTarget, status, durationInMs, refusal, api, checkpoints } = record;
  const summary = { api: api.type, method, rawTarget, status, durationInMs, refusedBy: refusal?.responseType };
  const { methodRequest, integrationRequest, backend, methodResponse } = checkpoints;
  const bodies = [
    methodRequest.body,
    integrationRequest?.rendered,
    backend?.request?.body,
    backend?.reply?.body,
    methodResponse?.body,
  ];
  return { id: requestId, kind: 'request', atMs: startedAtMs, summary, detail: record, weightInBytes: weigh(bodies) };
}

export function toInvocationEntry(record: InvocationRecord): Entry {
  const { requestId, functionName, finishedAtMs, durationInMs, coldStart, functionError, payload, logs } = record;
  const summary = { functionName, durationInMs, coldStart, functionError };
  const atMs = finishedAtMs - durationInMs;
  return { id: requestId, kind: 'invocation', atMs, summary, detail: record, weightInBytes: weigh([payload, ...logs]) };
}

function weigh(bodies: readonly (string | Buffer | undefined)[]): number {
  return bodies.reduce((sum, body) => sum + (body?.length ?? 0), BASE_WEIGHT);
}
