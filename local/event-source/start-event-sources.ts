/** Lambda's event source mappings on this machine: DynamoDB streams in, invocations of functions out. */

import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { InvokeReply } from './batch-outcome.ts';
import { openCheckpoints } from './checkpoints.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { EventSourceMapping } from './definition.ts';
import type { BatchInvocation } from './process-batch.ts';
import { createPulses } from './pulse.ts';
import { runMapping } from './run-mapping.ts';
import type { CallStreams } from './shards.ts';

export interface EventSourceOptions {
  readonly mappings: readonly EventSourceMapping[];
  /** For the positions in the streams, and for dead letters. */
  readonly stateFolder: string;
  readonly callStreams: CallStreams;
  /** Runs a function by name or ARN on JSON text. Rejects when Lambda itself refuses. */
  readonly invoke: (functionName: string, payload: string) => Promise<InvokeReply>;
  /** Calls the listener soon after something was written to a table. Without it, the streams are looked at more often. */
  readonly onWrite?: ((listener: () => void) => () => void) | undefined;
  readonly onInvocation: (invocation: BatchInvocation) => void;
  /** Records that are given up; they are in dead-letters.jsonl too where the template names a queue. */
  readonly onDeadLetter: (letter: DeadLetter) => void;
  /** Such as that the engine does not answer; reading goes on later. */
  readonly onTrouble: (mapping: EventSourceMapping, error: unknown) => void;
  /** Before a batch that has failed so many times is tried again. */
  readonly retryDelayMs?: (failures: number) => number;
  readonly now?: () => number;
}

export interface EventSources {
  /** Goes on with other mappings, each from where it was. */
  replace(mappings: readonly EventSourceMapping[]): Promise<void>;
  /** A batch that is under way will come again at the next start. */
  stop(): Promise<void>;
}

const PAUSES_WHEN_TOLD_MS = [20, 60, 2000];
const PAUSES_WHEN_NOT_TOLD_MS = [20, 60, 120, 250];
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

export function startEventSources(options: EventSourceOptions): EventSources {
  mkdirSync(options.stateFolder, { recursive: true });
  const checkpoints = openCheckpoints(join(options.stateFolder, 'checkpoints.json'));
  const pulses = createPulses(options.onWrite === undefined ? PAUSES_WHEN_NOT_TOLD_MS : PAUSES_WHEN_TOLD_MS);
  const unsubscribe = options.onWrite?.(pulses.beat);
  const start = (mappings: readonly EventSourceMapping[]) => {
    const stopping = new AbortController();
    const run = (mapping: EventSourceMapping) =>
      runMapping({
        ...{ mapping, checkpoints, pulses, stopping: stopping.signal },
        functionArn: toFunctionArn(mapping),
        call: options.callStreams,
        invoke: options.invoke,
        onInvocation: options.onInvocation,
        giveUp: (letter) => keepLetter(letter, options),
        onTrouble: (error) => options.onTrouble(mapping, error),
        retryDelayMs: options.retryDelayMs ?? toRetryDelay,
        now: options.now ?? Date.now,
      });
    const running = mappings.filter(({ isEnabled }) => isEnabled).map(run);
    return async () => {
      stopping.abort();
      await Promise.all(running);
    };
  };
  let stop = start(options.mappings);
  return {
    replace: async (mappings) => {
      await stop();
      stop = start(mappings);
    },
    stop: async () => {
      unsubscribe?.();
      await stop();
    },
  };
}

/** On the disk before the stream is read on: nothing is given up without a trace. */
async function keepLetter(letter: DeadLetter, { stateFolder, onDeadLetter }: EventSourceOptions): Promise<void> {
  const { destination, body } = letter;
  if (destination !== undefined) {
    const file = await open(join(stateFolder, 'dead-letters.jsonl'), 'a');
    await file.appendFile(`${JSON.stringify({ destination, body })}\n`);
    await file.datasync();
    await file.close();
  }
  onDeadLetter(letter);
}

function toFunctionArn({ functionName, streamArn }: EventSourceMapping): string {
  if (functionName.startsWith('arn:')) return functionName;
  const [, partition, , region, account] = streamArn.split(':');
  return `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;
}

function toRetryDelay(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
}
