/** Keeps the engine running: starts it, waits until it answers, and starts it again whenever it ends on its own. */

import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { type RunningChild, startChild } from '../server/child-process.ts';
import type { Engine } from './engine.ts';
import { SetupError } from './setup-error.ts';

export interface KeepRunningOptions {
  readonly engine: Engine;
  readonly endpoint: string;
  /** Called with the process number at each start. */
  onStart(pid: number): void;
  log(line: string): void;
}

export interface KeptEngine {
  stop(): Promise<void>;
}

const FIRST_PAUSE_IN_MILLISECONDS = 100;
const LONGEST_PAUSE_IN_MILLISECONDS = 5000;
/** After so long, an end counts as the first one again. */
const STABLE_AFTER_MILLISECONDS = 10_000;

/** Throws EngineFailed with what the engine printed when its first start fails; later failures are tried again. */
export async function keepRunning(options: KeepRunningOptions): Promise<KeptEngine> {
  const stopping = new AbortController();
  let child = await startOnce(options);
  const watching = watch();

  async function watch(): Promise<void> {
    for (let ends = 0; ; ends++) {
      const startedAt = performance.now();
      const reason = await child.gone;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > STABLE_AFTER_MILLISECONDS) ends = 0;
      options.log(`DynamoDB (${options.engine.name}) ended: ${reason}. It is started again.`);
      const next = await startAgain(options, ends, stopping.signal);
      if (next === undefined) return;
      child = next;
    }
  }

  return {
    stop: async () => {
      stopping.abort();
      await child.stop();
      await watching;
    },
  };
}

/** Tries until it runs, each time after a longer pause; undefined when asked to stop meanwhile. */
async function startAgain(
  options: KeepRunningOptions,
  earlierEnds: number,
  stopping: AbortSignal,
): Promise<RunningChild | undefined> {
  for (let attempt = earlierEnds; ; attempt++) {
    const pause = Math.min(FIRST_PAUSE_IN_MILLISECONDS * 2 ** attempt, LONGEST_PAUSE_IN_MILLISECONDS);
    await sleep(pause, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return undefined;
    try {
      const child = await startOnce(options);
      if (!stopping.aborted) return child;
      await child.stop();
      return undefined;
    } catch (error) {
      options.log(`DynamoDB could not be started again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function startOnce({ engine, endpoint, onStart }: KeepRunningOptions): Promise<RunningChild> {
  const printed: string[] = [];
  const child = await startChild({
    command: engine.command,
    args: engine.args,
    onLine: (line) => {
      printed.push(line);
      if (printed.length > 20) printed.shift();
    },
  }).catch((error: Error) => {
    throw new SetupError('EngineFailed', `${engine.name} can't be started: ${error.message}`);
  });
  onStart(child.pid);
  const ended = new AbortController();
  const failure = await Promise.race([child.gone, waitUntilReady(engine, endpoint, ended.signal)]);
  if (failure === undefined) return child;
  ended.abort();
  await child.stop();
  const hint = 'If it says that its data is damaged: "npm start -- --reset" deletes all local data and starts afresh.';
  throw new SetupError('EngineFailed', [`${engine.name} did not start (${failure})`, ...printed, hint].join('\n'));
}

/** Undefined once it answers as it should, else the reason for giving up. */
async function waitUntilReady(engine: Engine, endpoint: string, ended: AbortSignal): Promise<string | undefined> {
  const deadline = performance.now() + engine.startTimeoutInMilliseconds;
  while (performance.now() < deadline && !ended.aborted) {
    const status = await request(endpoint, { reset: true })
      .then(async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      })
      .catch(() => undefined);
    if (status === engine.readyStatus) return undefined;
    await sleep(10);
  }
  return `no answer within ${engine.startTimeoutInMilliseconds / 1000} seconds`;
}
