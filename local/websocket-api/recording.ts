/** What a connection, a message, an end or a push leaves for the inspector. */

import type { HeaderLines } from '../api-gateway/client.ts';
import type { RequestRecord } from '../api-gateway/record.ts';
import { recordRefusal } from '../api-gateway/recording.ts';
import type { WebSocketStageDefinition } from './definition.ts';
import type { WebSocketApiError } from './failures.ts';

export type OnRecord = ((record: RequestRecord) => void) | undefined;

const NO_BYTES = Buffer.alloc(0);

export interface RecordedEvent {
  readonly stage: WebSocketStageDefinition;
  readonly requestId: string;
  readonly atMs: number;
  readonly connectionId: string;
  /** `CONNECT`, `MESSAGE` or `DISCONNECT`, or the HTTP method of an @connections call. */
  readonly method: string;
  readonly rawTarget: string;
  readonly routeKey?: string | undefined;
  readonly headers?: HeaderLines;
  readonly body?: Buffer;
  /** Of performance.now(); the moment of opening unless given. */
  readonly startedAt?: number;
}

export interface OpenRecord {
  readonly record: RequestRecord;
  /** What precedes the integration is over. */
  readonly admitted: () => void;
  readonly refused: (error: WebSocketApiError) => void;
  /** `body` is what the client is sent, if anything. */
  readonly close: (status: number, body?: string | Buffer, headers?: HeaderLines) => void;
}

export function openRecord(event: RecordedEvent, onRecord: OnRecord): OpenRecord {
  const { startedAt = performance.now() } = event;
  const { api, stageName } = event.stage;
  const record: RequestRecord = {
    requestId: event.requestId,
    api: { id: api.apiId, name: api.name, type: 'WEBSOCKET' },
    stage: stageName,
    startedAtMs: event.atMs,
    method: event.method,
    rawTarget: event.rawTarget,
    checkpoints: {
      methodRequest: {
        headers: event.headers ?? [],
        body: event.body ?? NO_BYTES,
        ...(event.routeKey !== undefined && { resourcePath: event.routeKey }),
        parameters: { connectionId: event.connectionId },
        steps: [],
      },
    },
  };
  return {
    record,
    admitted: () => {
      record.checkpoints.methodRequest.durationInMs = performance.now() - startedAt;
    },
    refused: ({ code, message, reason }) => recordRefusal(record, { responseType: code, message, reason }),
    close: (status, body = NO_BYTES, headers = []) => {
      record.checkpoints.methodResponse = { status, headers, body: Buffer.from(body), durationInMs: 0 };
      record.status = status;
      record.durationInMs = performance.now() - startedAt;
      onRecord?.(record);
    },
  };
}
