/** AWS Lambda on this machine: functions from their deployment packages, in worker threads started on first use. */
import { randomUUID } from 'node:crypto';
import { type CodeFolders, createCodeFolders } from './code-folders.ts';
import type { FunctionDefinition } from './definition.ts';
import { createEnvironment } from './environment.ts';
import { createEventQueue } from './event-queue.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import { FunctionPool } from './function-pool.ts';
import type { Call, InvokeResult } from './invocation.ts';
import { functionNotFound, requestTooLarge } from './lambda-error.ts';
import { isLongerThan, maxEventBytes, maxRequestBytes } from './limits.ts';
import { createMemoryGuard, type MemoryGuard } from './memory-guard.ts';
import { parseTarget, type Target } from './target.ts';

export type InvocationType = 'RequestResponse' | 'Event';

export interface InvokeOptions {
  readonly invocationType?: InvocationType;
  /** An alias or version; a qualifier in the target does the same. */
  readonly qualifier?: string;
}

/** What became of one run of a function; a retried event makes several. */
export interface InvocationRecord extends InvokeResult {
  readonly functionName: string;
  readonly invocationType: InvocationType;
  /** Milliseconds since the epoch. */
  readonly finishedAtMs: number;
}

export interface LambdaOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly region: string;
  readonly accountId: string;
  /** The built file of worker.ts. */
  readonly workerFile: string | URL;
  /** Called for each line that a function prints, as it happens; the request id is empty while a module is loaded. */
  readonly log: (functionName: string, line: string, requestId: string) => void;
  readonly onInvocation?: (record: InvocationRecord) => void;
  /** Given to every function and stronger than its own variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Where packages are unpacked. By default a private temporary folder that goes with the service: below a project,
   * a module that is missing from a package would be found in the project's node_modules, and then not on AWS.
   */
  readonly cacheFolder?: string;
  readonly idleMs?: number;
  /** Of one function. AWS allows 1,000 for all functions of a region together. */
  readonly maxWorkers?: number;
  readonly growAfterMs?: number;
  /** How long loading a function's module may take. */
  readonly initLimitMs?: number;
  /** Waits before an asynchronous event that failed is tried again. */
  readonly retryDelaysMs?: readonly number[];
}

export interface FunctionStats {
  readonly functionName: string;
  readonly workers: number;
  readonly queued: number;
  readonly invocations: number;
}

export interface LambdaService {
  /**
   * Runs a function by name or ARN, with or without an alias, on an event that is JSON text. A function that fails is a
   * result with `functionError`; a call that Lambda itself refuses rejects with a LambdaError.
   */
  invoke(target: string, event: string | Buffer, options?: InvokeOptions): Promise<InvokeResult>;
  /** Swaps one function's code or configuration, or adds it: new events meet the new one, running events end on the old. */
  replaceFunction(definition: FunctionDefinition): void;
  stats(): readonly FunctionStats[];
  /** Gives the functions that can't be stopped, such as one that waits for another program: they end with this process. */
  stop(): Promise<readonly string[]>;
}

export function startLambda(options: LambdaOptions): LambdaService {
  const codeFolders = createCodeFolders(options.cacheFolder);
  const pools = createPools(options, codeFolders);
  const events = createEventQueue(options.retryDelaysMs ?? [60_000, 120_000], (error) =>
    options.log('lambda', `ERROR An asynchronous event could not be run: ${error}`, ''),
  );
  const run = async (pool: FunctionPool, call: Call, invocationType: InvocationType): Promise<InvokeResult> => {
    const result = await pool.invoke(call, invocationType === 'Event');
    const { functionName } = pool.definition;
    options.onInvocation?.(toInvocationRecord(result, functionName, invocationType));
    return result;
  };
  return {
    invoke: async (target, event, { invocationType = 'RequestResponse', qualifier } = {}) => {
      const { pool, invokedFunctionArn } = findPool(options, pools.byName, parseTarget(target, qualifier));
      const call = { requestId: randomUUID(), invokedFunctionArn, event: toEventText(event, invocationType) };
      if (invocationType === 'RequestResponse') return run(pool, call, invocationType);
      events.push(call.event, pool.definition.maximumRetryAttempts ?? 2, () => run(pool, call, invocationType));
      return { statusCode: 202, payload: '', requestId: call.requestId, durationInMs: 0, coldStart: false, logs: [] };
    },
    replaceFunction: pools.put,
    stats: () => [...pools.byName.values()].map(toStats),
    stop: async () => {
      events.stop();
      const deaf = await pools.stop();
      await codeFolders.remove();
      return deaf;
    },
  };
}

interface Pools {
  readonly byName: ReadonlyMap<string, FunctionPool>;
  put(definition: FunctionDefinition): void;
  stop(): Promise<readonly string[]>;
}

function createPools(options: LambdaOptions, codeFolders: CodeFolders): Pools {
  const { idleMs = 60_000, maxWorkers = 10, growAfterMs = 20 } = options;
  const memoryGuard = createMemoryGuard();
  const living = new Set<ExecutionEnvironment>();
  const createEnvironment = async (definition: FunctionDefinition) => {
    const environment = startWorker(options, definition, await codeFolders.unpack(definition), memoryGuard);
    living.add(environment);
    void environment.gone.then(() => living.delete(environment));
    return environment;
  };
  const byName = new Map<string, FunctionPool>();
  const put = (definition: FunctionDefinition): void => {
    const pool = byName.get(definition.functionName);
    if (pool) pool.replace(definition);
    else {
      const poolOptions = { idleMs, maxWorkers, growAfterMs, createEnvironment };
      byName.set(definition.functionName, new FunctionPool(definition, poolOptions));
    }
  };
  for (const definition of options.functions) put(definition);
  const reap = () => {
    for (const pool of byName.values()) pool.reap(performance.now());
  };
  const reaper = setInterval(reap, Math.min(idleMs / 2, 5000)).unref();
  const stop = async () => {
    clearInterval(reaper);
    await Promise.all([...byName.values()].map((pool) => pool.stop()));
    // Those that were given up before too.
    await Promise.all([...living].map((environment) => environment.stop()));
    return [...new Set([...living].map(({ functionName }) => functionName))];
  };
  return { byName, put, stop };
}

function startWorker(
  options: LambdaOptions,
  definition: FunctionDefinition,
  taskRoot: string,
  memoryGuard: MemoryGuard,
): ExecutionEnvironment {
  const { region, workerFile, log, environment: extra = {}, initLimitMs = 10_000 } = options;
  return new ExecutionEnvironment({
    definition,
    workerFile,
    initLimitMs,
    memoryGuard,
    env: createEnvironment(definition, { region, taskRoot, extra }),
    onLine: (line, requestId) => log(definition.functionName, line, requestId),
  });
}

function findPool(
  { region, accountId }: LambdaOptions,
  pools: ReadonlyMap<string, FunctionPool>,
  { functionName, qualifier }: Target,
): { pool: FunctionPool; invokedFunctionArn: string } {
  const pool = pools.get(functionName);
  const arn = pool?.definition.arn ?? `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  const invokedFunctionArn = qualifier === undefined ? arn : `${arn}:${qualifier}`;
  const isKnown =
    qualifier === undefined || qualifier === '$LATEST' || pool?.definition.qualifiers?.includes(qualifier);
  if (pool === undefined || !isKnown) throw functionNotFound(invokedFunctionArn);
  return { pool, invokedFunctionArn };
}

function toEventText(event: string | Buffer, invocationType: InvocationType): string {
  const text = typeof event === 'string' ? event : event.toString('utf8');
  const limit = invocationType === 'Event' ? maxEventBytes : maxRequestBytes;
  if (isLongerThan(text, limit)) throw requestTooLarge(Buffer.byteLength(text), invocationType, limit);
  return text === '' ? '{}' : text;
}

/** Made on every invocation, so without spreads. */
function toInvocationRecord(
  result: InvokeResult,
  functionName: string,
  invocationType: InvocationType,
): InvocationRecord {
  const { statusCode, payload, functionError, requestId, durationInMs, initDurationInMs, coldStart, logs } = result;
  const finishedAtMs = Date.now();
  return {
    functionName,
    invocationType,
    finishedAtMs,
    statusCode,
    payload,
    functionError,
    requestId,
    durationInMs,
    initDurationInMs,
    coldStart,
    logs,
  };
}

function toStats(pool: FunctionPool): FunctionStats {
  const { workers, queued, invocations } = pool;
  return { functionName: pool.definition.functionName, workers, queued, invocations };
}
