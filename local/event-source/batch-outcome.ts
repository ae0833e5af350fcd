/** What a function's answer says about a batch. Source: "Configuring partial batch response with DynamoDB and Lambda". */

import type { StreamRecord } from './stream-record.ts';

export interface InvokeReply {
  /** JSON text. */
  readonly payload: string;
  /** Set when the function raised, timed out or crashed. */
  readonly functionError?: string | undefined;
}

/** The index of the first record that failed; undefined when all went well. */
export function findFailure(
  reply: InvokeReply,
  records: readonly StreamRecord[],
  reportsItemFailures: boolean,
): number | undefined {
  if (reply.functionError !== undefined) return 0;
  if (!reportsItemFailures) return undefined;
  const failures = parseFailures(reply.payload);
  if (failures === undefined) return 0;
  const indexes = failures.map((id) => records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id));
  // One that belongs to no record of the batch counts as a failure of all.
  return indexes.length === 0 ? undefined : Math.max(0, Math.min(...indexes));
}

/** Undefined for an answer that is no report. */
function parseFailures(payload: string): readonly string[] | undefined {
  const answer: unknown = payload === '' ? null : JSON.parse(payload);
  if (answer === null || answer === '') return [];
  if (typeof answer !== 'object') return undefined;
  const failures = 'batchItemFailures' in answer ? answer.batchItemFailures : null;
  if (failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return ids.every((id): id is string => typeof id === 'string' && id !== '') ? ids : undefined;
}
