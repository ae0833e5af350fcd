/** Turns what the services report into entries of the inspector's journal. */

import { randomUUID } from 'node:crypto';
import type { HeaderLines } from './api-gateway/client.ts';
import type { RequestRecord } from './api-gateway/record.ts';
import type { DeadLetter } from './event-source/dead-letter.ts';
import type { BatchInvocation } from './event-source/process-batch.ts';
import type { Entry } from './inspector/journal.ts';
import type { InvocationRecord } from './lambda/lambda-service.ts';
import type { CodeDelivery } from './user-pool/pool.ts';

const BASE_WEIGHT = 4096;
/** A query of short parameters is kept as a list for each of them. */
const BYTES_PER_CHARACTER_OF_TARGET = 25;
const MAX_OPEN_LINKS = 200;

/** Remembers which invocation a function's event led to, until the request that wrote the event is reported. */
export class InvocationLinks {
  // A list, since few are open at a time: a Map would hash each event, and its old tables would hold on to them.
  readonly #open: { readonly event: string; readonly invocationId: string }[] = [];

  /** An event that no request asks for, such as an authorizer's, is forgotten when there are too many. */
  add(event: string, invocationId: string): void {
    this.#open.push({ event, invocationId });
    if (this.#open.length > MAX_OPEN_LINKS) this.#open.shift();
  }

  take(event: unknown): string | undefined {
    const index = this.#open.findLastIndex((link) => link.event === event);
    return index === -1 ? undefined : this.#open.splice(index, 1)[0]?.invocationId;
  }
}

export function toRequestEntry(record: RequestRecord, links?: InvocationLinks): Entry {
  const { requestId, startedAtMs, method, rawTarget, status, durationInMs, refusal, api, checkpoints } = record;
  const { methodRequest, integrationRequest, backend, methodResponse } = checkpoints;
  const invocationId = links?.take(integrationRequest?.rendered);
  const { connectionId } = Object(methodRequest.parameters);
  const refusedBy = refusal?.responseType;
  const summary = { api: api.type, method, rawTarget, status, durationInMs, refusedBy, invocationId, connectionId };
  const request = { rawTarget, headers: methodRequest.headers, body: methodRequest.body };
  const bodies = [
    methodRequest.body,
    integrationRequest?.rendered,
    backend?.request?.body,
    backend?.reply?.body,
    methodResponse?.body,
  ];
  const headers =
    weighHeaders(methodRequest.headers) +
    weighHeaders(backend?.request?.headers) +
    weighHeaders(backend?.reply?.headers) +
    weighHeaders(methodResponse?.headers);
  const target = rawTarget.length * BYTES_PER_CHARACTER_OF_TARGET;
  const weightInBytes = weigh(bodies) + headers + target;
  return { id: requestId, kind: 'request', atMs: startedAtMs, summary, detail: record, request, weightInBytes };
}

export function toInvocationEntry(record: InvocationRecord): Entry {
  const { requestId, functionName, finishedAtMs, durationInMs, coldStart, functionError, payload, logs } = record;
  const summary = { functionName, durationInMs, coldStart, functionError };
  const atMs = finishedAtMs - durationInMs;
  return { id: requestId, kind: 'invocation', atMs, summary, detail: record, weightInBytes: weigh([payload, ...logs]) };
}

/** A code that AWS would send by email. */
export function toCodeEntry({ poolId, username, email, purpose, code }: CodeDelivery): Entry {
  const summary = { email, purpose, code };
  const detail = { ...summary, poolId, username };
  return { id: randomUUID(), kind: 'code', atMs: Date.now(), summary, detail, weightInBytes: BASE_WEIGHT };
}

/** A batch of a stream's records on its way to a function. */
export function toBatchEntry(invocation: BatchInvocation): Entry {
  const { mapping, shardId, records, attempt, startedAtMs, durationInMs, outcome, error } = invocation;
  const { id: mappingId, functionName, streamArn } = mapping;
  const summary = { mappingId, functionName, records: records.length, attempt, outcome, durationInMs };
  const detail = { ...summary, streamArn, shardId, error, records };
  const weightInBytes = weigh(records.map((record) => JSON.stringify(record)));
  return { id: randomUUID(), kind: 'event', atMs: startedAtMs, summary, detail, weightInBytes };
}

export function toDeadLetterEntry(letter: DeadLetter): Entry {
  const { mappingId, functionName, body, records } = letter;
  const { condition } = body.requestContext;
  const summary = { mappingId, functionName, records: records.length, outcome: 'given up', condition };
  const weightInBytes = weigh(records.map((record) => JSON.stringify(record)));
  return { id: randomUUID(), kind: 'event', atMs: Date.now(), summary, detail: letter, weightInBytes };
}

function weigh(bodies: readonly (string | Buffer | undefined)[]): number {
  return bodies.reduce((sum, body) => sum + (body?.length ?? 0), BASE_WEIGHT);
}

function weighHeaders(lines: HeaderLines = []): number {
  let weight = 0;
  for (const [name, value] of lines) weight += name.length + value.length;
  return weight;
}
