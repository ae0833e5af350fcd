/** One call of a function: what goes in and what comes out. */
import type { Outcome } from './execution-environment.ts';

/** The event is JSON text. */
export interface Call {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  readonly event: string;
}

export interface InvokeResult {
  readonly statusCode: 200 | 202;
  /** JSON text; empty for an event that is only queued. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly requestId: string;
  readonly durationInMs: number;
  /** How long loading the module took, on a cold start. */
  readonly initDurationInMs?: number;
  readonly coldStart: boolean;
  readonly logs: readonly string[];
}

export function toAnswer(
  outcome: Extract<Outcome, { payload: string }>,
): Pick<InvokeResult, 'statusCode' | 'payload' | 'functionError'> {
  const { kind, payload } = outcome;
  return kind === 'result' ? { statusCode: 200, payload } : { statusCode: 200, payload, functionError: 'Unhandled' };
}
