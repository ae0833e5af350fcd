/** The record of a request that met no API: the server refused it, or there is no such stage. */

import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ClientRequest, ClientResponse } from './client.ts';
import type { RequestRecord } from './record.ts';
import { closeRecord, openRecord, recordRefusal } from './recording.ts';

export function toRefusedRecord(
  type: RequestRecord['api']['type'],
  request: ClientRequest,
  answer: ClientResponse,
): RequestRecord {
  const route = { resourcePath: undefined, parameters: {} };
  const record = openRecord(request, randomUUID(), { id: '', name: '', type }, '', route);
  const text = STATUS_CODES[answer.status] ?? String(answer.status);
  recordRefusal(record, { responseType: text.toUpperCase().replace(/\W+/g, '_'), message: text });
  const now = performance.now();
  closeRecord(record, answer, now, now);
  return record;
}
