/** One worker thread with one function in it: answers one event at a time, like an execution environment on AWS. */
import type { EventLoopUtilization } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './definition.ts';
import { type ErrorPayload, exited, outOfMemory, timedOut } from './function-error.ts';
import type { Guarded, MemoryGuard } from './memory-guard.ts';
import { type Invocation, parseWorkerMessage } from './messages.ts';

/** How long a thread may take to end. */
const patienceMs = 1_000;

/** Of the lines that a result carries, in characters. */
const maxLogCharacters = 262_144;

/**
 * What V8 may take beyond the function's memory. Its limit is not the function's: beyond it, one object of more than 16 MB
 * ends the whole process and not the thread. The largest of objects has 1 GB, and before that the guard has come.
 */
const heapReserveInMb = 4096;

export interface EnvironmentPlan {
  readonly definition: FunctionDefinition;
  readonly workerFile: string | URL;
  readonly env: Readonly<Record<string, string>>;
  readonly initLimitMs: number;
  readonly memoryGuard: MemoryGuard;
  /** Called for each line that the function prints; the request id is empty while its module is being loaded. */
  readonly onLine: (line: string, requestId: string) => void;
}

export type Outcome =
  | { readonly kind: 'result' | 'error'; readonly payload: string }
  | { readonly kind: 'refused'; readonly reason: string };

export type InitOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'error'; readonly toPayload: (requestId: string) => string };

export class ExecutionEnvironment implements Guarded {
  readonly #worker: Worker;
  readonly #plan: EnvironmentPlan;
  readonly #startedAt = performance.now();
  readonly #exit: Promise<void>;
  /** Settled once, whether the function's module could be loaded or not. */
  readonly init: Promise<InitOutcome>;
  #settleInit: ((outcome: InitOutcome) => void) | undefined;
  #settle: ((outcome: Outcome) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #requestId = '';
  #logs: string[] = [];
  #logCharacters = 0;
  #isOutOfMemory = false;
  #isAlive = true;
  #utilization: EventLoopUtilization | undefined;
  busySinceMs: number | undefined = performance.now();
  initDurationInMs = 0;
  invocations = 0;
  idleSinceMs = 0;

  constructor(plan: EnvironmentPlan) {
    this.#plan = plan;
    const { env, definition, initLimitMs } = plan;
    this.#worker = new Worker(plan.workerFile, {
      env: { ...env },
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: definition.memorySizeInMb + heapReserveInMb },
    });
    this.init = new Promise((resolve) => {
      this.#settleInit = resolve;
    });
    this.#timer = setTimeout(() => this.#endWith((id) => timedOut(id, initLimitMs / 1000)), initLimitMs);
    this.#worker.on('message', (value: unknown) => this.#receive(value));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      plan.onLine(`ERROR ${error.message}`, this.#requestId);
    });
    plan.memoryGuard.add(this);
    this.#exit = new Promise((resolve) => {
      this.#worker.on('exit', (exitCode) => {
        plan.memoryGuard.delete(this);
        this.#endWith((id) => (this.#isOutOfMemory ? outOfMemory(id) : exited(id, exitCode)));
        resolve();
      });
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get functionName(): string {
    return this.#plan.definition.functionName;
  }

  get memorySizeInMb(): number {
    return this.#plan.definition.memorySizeInMb;
  }

  takeUtilization(): number {
    const { performance: ofWorker } = this.#worker;
    const now = ofWorker.eventLoopUtilization();
    const { utilization } = ofWorker.eventLoopUtilization(now, this.#utilization);
    this.#utilization = now;
    return utilization;
  }

  endForMemory(): void {
    this.#addLine(this.#requestId, `ERROR ${this.functionName} takes more than its memory`);
    this.#endWith(outOfMemory);
  }

  /** Never rejects; afterwards `isAlive` says whether the worker can take another event. */
  run(invocation: Invocation): Promise<Outcome> {
    const { timeoutSeconds } = this.#plan.definition;
    this.invocations += 1;
    this.busySinceMs = performance.now();
    this.#requestId = invocation[0];
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#timer = setTimeout(() => this.#timeOut(timeoutSeconds), timeoutSeconds * 1000);
      this.#worker.postMessage(invocation);
    });
  }

  /** The lines since the last call: of one invocation, with those of loading the module before the first one. */
  takeLogs(): string[] {
    const logs = this.#logs;
    this.#logs = [];
    this.#logCharacters = 0;
    return logs;
  }

  /** Resolves when the thread is gone. */
  get gone(): Promise<void> {
    return this.#exit;
  }

  /** Resolves when the thread is gone, or is deaf: nothing but its own return ends a call of the system. */
  async stop(): Promise<void> {
    this.#isAlive = false;
    const terminated = this.#worker.terminate().then(() => this.#exit);
    await Promise.race([terminated, wait(patienceMs, undefined, { ref: false })]);
    this.#endWith((id) => exited(id, 1));
  }

  #receive(value: unknown): void {
    const message = parseWorkerMessage(value);
    if (message === undefined) return;
    if (message[0] === 'line') this.#addLine(message[1], message[2]);
    else if (message[0] === 'result' || message[0] === 'error') this.#finish({ kind: message[0], payload: message[1] });
    else if (message[0] === 'refused') this.#finish({ kind: 'refused', reason: message[1] });
    else if (message[0] === 'lost') this.#end(() => message[1]);
    else this.#becomeReady();
  }

  #becomeReady(): void {
    clearTimeout(this.#timer);
    this.busySinceMs = undefined;
    this.initDurationInMs = performance.now() - this.#startedAt;
    this.#settleInit?.({ kind: 'ready' });
    this.#settleInit = undefined;
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.busySinceMs = undefined;
    this.#settle?.(outcome);
    this.#settle = undefined;
  }

  #timeOut(timeoutSeconds: number): void {
    const line = `${new Date().toISOString()} ${this.#requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    this.#addLine(this.#requestId, line);
    this.#endWith((id) => timedOut(id, timeoutSeconds));
  }

  #endWith(describe: (requestId: string) => ErrorPayload): void {
    this.#end((requestId) => JSON.stringify(describe(requestId)));
  }

  #end(toPayload: (requestId: string) => string): void {
    this.#isAlive = false;
    this.#settleInit?.({ kind: 'error', toPayload });
    this.#settleInit = undefined;
    this.#finish({ kind: 'error', payload: toPayload(this.#requestId) });
    void this.#worker.terminate();
  }

  #addLine(requestId: string, line: string): void {
    this.#plan.onLine(line, requestId);
    // What a promise prints that outlived its invocation belongs to no result.
    const isDue = this.#settle !== undefined || this.#settleInit !== undefined;
    if (!isDue || requestId !== this.#requestId) return;
    if (this.#logCharacters >= maxLogCharacters) return;
    this.#logCharacters += line.length + 1;
    this.#logs.push(this.#logCharacters >= maxLogCharacters ? `${line.slice(0, 1000)} … the rest is left out` : line);
  }
}
