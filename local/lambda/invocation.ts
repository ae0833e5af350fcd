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
  readonly functionError?: 'Unhandled' | undefined;
  readonly requestId: string;
  readonly durationInMs: number;
  /** How long loading the module took, on a cold start. */
  readonly initDurationInMs?: number | undefined;
  readonly coldStart: boolean;
  readonly logs: readonly string[];
}

type Run = Pick<InvokeResult, 'requestId' | 'durationInMs' | 'coldStart' | 'logs'>;

/** Made on every invocation, so without spreads. */
export function toResult(outcome: Extract<Outcome, { payload: string }>, run: Run): InvokeResult {
  const { kind, payload } = outcome;
  const { requestId, durationInMs, coldStart, logs } = run;
  if (kind === 'result') return { statusCode: 200, payload, requestId, durationInMs, coldStart, logs };
  return { statusCode: 200, payload, functionError: 'Unhandled', requestId, durationInMs, coldStart, logs };
}
