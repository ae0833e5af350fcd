/** Brings one batch to its end: invokes the function, tries again, splits, and gives up what can't be helped. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFailure, type InvokeReply } from './batch-outcome.ts';
import { type DeadLetter, type GivenUp, toDeadLetter } from './dead-letter.ts';
import type { EventSourceMapping } from './definition.ts';
import { ageOf, type StreamRecord, toEventRecord } from './stream-record.ts';

export interface BatchContext {
  readonly mapping: EventSourceMapping;
  readonly functionArn: string;
  readonly shardId: string;
  /** Runs the function on JSON text; rejects when Lambda refuses to. */
  readonly invoke: (functionName: string, payload: string) => Promise<InvokeReply>;
  readonly onInvocation: (invocation: BatchInvocation) => void;
  /** Resolves when the letter is safe. */
  readonly giveUp: (letter: DeadLetter) => Promise<void>;
  /** The records need no more attention. Called in the order of the stream. */
  readonly onDone: (records: readonly StreamRecord[]) => void;
  readonly retryDelayMs: (failures: number) => number;
  readonly stopping: AbortSignal;
  readonly now: () => number;
}

/** One call of the function. */
export interface BatchInvocation {
  readonly mapping: EventSourceMapping;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** Counts from 1 for each batch. */
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly durationInMs: number;
  readonly outcome: 'done' | 'partly done' | 'failed' | 'refused';
  readonly error?: string;
}

interface Attempts {
  /** Calls of the function with these records. */
  readonly invokeCount: number;
  /** Those that failed; splitting does not count. */
  readonly failures: number;
}

/** Rejects with an AbortError when it is stopped meanwhile: then the records will come again. */
export async function processBatch(context: BatchContext, records: readonly StreamRecord[]): Promise<void> {
  let rest = records;
  let attempts: Attempts = { invokeCount: 0, failures: 0 };
  for (;;) {
    rest = await dropOld(context, rest, attempts);
    if (rest.length === 0) return;
    const { failedAt, functionError, isRefused } = await runOnce(context, rest, attempts);
    if (failedAt === undefined) return context.onDone(rest);
    if (failedAt > 0) {
      context.onDone(rest.slice(0, failedAt));
      rest = rest.slice(failedAt);
      attempts = { invokeCount: 0, failures: 0 };
      continue;
    }
    attempts = countFailure(attempts, isRefused);
    if (!isRefused && context.mapping.bisectsOnError && rest.length > 1) return processHalves(context, rest);
    if (attempts.failures > context.mapping.maxRetryAttempts)
      return giveUp(context, rest, { condition: 'RetryAttemptsExhausted', functionError, ...attempts });
    await sleep(context.retryDelayMs(Math.max(attempts.failures, 1)), undefined, { signal: context.stopping });
  }
}

/** A call that Lambda refuses, say by throttling, does not use up an attempt. */
function countFailure({ invokeCount, failures }: Attempts, isRefused: boolean): Attempts {
  return isRefused ? { invokeCount, failures } : { invokeCount: invokeCount + 1, failures: failures + 1 };
}

async function processHalves(context: BatchContext, records: readonly StreamRecord[]): Promise<void> {
  const middle = Math.ceil(records.length / 2);
  await processBatch(context, records.slice(0, middle));
  await processBatch(context, records.slice(middle));
}

/** The records come oldest first. */
async function dropOld(context: BatchContext, records: readonly StreamRecord[], attempts: Attempts) {
  const { mapping, now } = context;
  const firstYoung = records.findIndex((record) => ageOf(record, now()) <= mapping.maxRecordAgeMs);
  const old = firstYoung < 0 ? records : records.slice(0, firstYoung);
  if (old.length > 0) await giveUp(context, old, { condition: 'RecordAgeExceeded', ...attempts });
  return records.slice(old.length);
}

async function giveUp(
  context: BatchContext,
  records: readonly StreamRecord[],
  why: Pick<GivenUp, 'condition' | 'invokeCount' | 'functionError'>,
): Promise<void> {
  const { mapping, functionArn, shardId, now } = context;
  const letter = { mapping, functionArn, shardId, records, requestId: randomUUID(), nowMs: now(), ...why };
  await context.giveUp(toDeadLetter(letter));
  context.onDone(records);
}

interface RunResult {
  readonly failedAt: number | undefined;
  readonly functionError?: string | undefined;
  readonly isRefused: boolean;
}

async function runOnce(
  context: BatchContext,
  records: readonly StreamRecord[],
  attempts: Attempts,
): Promise<RunResult> {
  const { mapping, shardId, now } = context;
  const events = records.map((record) => toEventRecord(record, mapping));
  const payload = JSON.stringify({ Records: events });
  const startedAtMs = now();
  const report = (outcome: BatchInvocation['outcome'], error?: string): void => {
    const durationInMs = now() - startedAtMs;
    const attempt = attempts.invokeCount + 1;
    const call = { mapping, shardId, records: events, attempt, startedAtMs, durationInMs, outcome };
    context.onInvocation({ ...call, ...(error !== undefined && { error }) });
  };
  const reply = await orStopped(context.invoke(mapping.functionName, payload), context.stopping).catch(
    (error: Error) => {
      if (context.stopping.aborted) throw error;
      return error;
    },
  );
  if (reply instanceof Error) {
    report('refused', reply.message);
    return { failedAt: 0, isRefused: true };
  }
  const failedAt = findFailure(reply, records, mapping.reportsItemFailures);
  const { functionError } = reply;
  report(failedAt === undefined ? 'done' : failedAt > 0 ? 'partly done' : 'failed', functionError && reply.payload);
  return { failedAt, functionError, isRefused: false };
}

/** A function that is still running must not hold up the end of the stack. */
function orStopped<T>(promise: Promise<T>, stopping: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(stopping.reason as Error);
    if (stopping.aborted) stop();
    stopping.addEventListener('abort', stop);
    promise.then(resolve, reject).finally(() => stopping.removeEventListener('abort', stop));
  });
}
