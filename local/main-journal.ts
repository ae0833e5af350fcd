/** Turns what the services report into entries of the inspector's journal. */

import type { Entry } from './inspector/journal.ts';
import type { InvocationRecord } from './lambda/lambda-service.ts';
import type { RequestRecord } from './rest-api/record.ts';

const BASE_WEIGHT = 4096;
const MAX_OPEN_LINKS = 200;

/** Remembers which invocation a function's event led to, until the request that wrote the event is reported. */
export class InvocationLinks {
  readonly #idsByEvent = new Map<string, string>();

  /** An event that no request asks for, such as an authorizer's, is forgotten when there are too many. */
  add(event: string, invocationId: string): void {
    this.#idsByEvent.set(event, invocationId);
    const [oldest] = this.#idsByEvent.keys();
    if (oldest !== undefined && this.#idsByEvent.size > MAX_OPEN_LINKS) this.#idsByEvent.delete(oldest);
  }

  take(event: unknown): string | undefined {
    if (typeof event !== 'string') return undefined;
    const id = this.#idsByEvent.get(event);
    this.#idsByEvent.delete(event);
    return id;
  }
}

export function toRequestEntry(record: RequestRecord, links?: InvocationLinks): Entry {
  const { requestId, startedAtMs, method, rawTarget, status, durationInMs, refusal, api, checkpoints } = record;
  const { methodRequest, integrationRequest, backend, methodResponse } = checkpoints;
  const invocationId = links?.take(integrationRequest?.rendered);
  const about = { api: api.type, method, rawTarget, status, durationInMs };
  const summary = { ...about, refusedBy: refusal?.responseType, invocationId };
  const request = { rawTarget, headers: methodRequest.headers, body: methodRequest.body };
  const bodies = [
    methodRequest.body,
    integrationRequest?.rendered,
    backend?.request?.body,
    backend?.reply?.body,
    methodResponse?.body,
  ];
  const entry = { id: requestId, kind: 'request', atMs: startedAtMs, summary, detail: record, request };
  return { ...entry, weightInBytes: weigh(bodies) };
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
