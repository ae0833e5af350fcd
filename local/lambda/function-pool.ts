/** The workers of one function: grows them under load, queues what they can't take yet, swaps them for new code. */
import type { FunctionDefinition } from './definition.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { type Call, type InvokeResult, toResult } from './invocation.ts';
import { invalidContent, reservedConcurrencyExceeded, serviceStopped } from './lambda-error.ts';

export interface PoolOptions {
  readonly maxWorkers: number;
  /** After which a worker without events is ended. */
  readonly idleMs: number;
  /**
   * How long an event waits for a busy worker before another is started; less than a start takes. The time until the
   * first worker is ready does not count: it may well take all that has gathered meanwhile.
   */
  readonly growAfterMs: number;
  /** Unpacks the code where needed and starts a thread. Rejects when there is no readable package. */
  readonly createEnvironment: (definition: FunctionDefinition) => Promise<ExecutionEnvironment>;
}

interface Request {
  readonly call: Call;
  readonly queuedAtMs: number;
  readonly resolve: (result: InvokeResult) => void;
  readonly reject: (error: unknown) => void;
}

/** The workers that run one version of the code. */
interface Fleet {
  readonly definition: FunctionDefinition;
  readonly workers: Set<ExecutionEnvironment>;
  readonly idle: ExecutionEnvironment[];
  /** Those whose module is not loaded yet; the first of them may not be in `workers` yet. */
  starting: number;
  size: number;
  /** When the first of the present workers was ready. */
  readyAtMs: number | undefined;
}

export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #queue: Request[] = [];
  readonly #fleets = new Set<Fleet>();
  readonly #starts = new Set<Promise<void>>();
  #fleet: Fleet;
  #running = 0;
  #growth: NodeJS.Timeout | undefined;
  #isStopped = false;
  invocations = 0;

  constructor(definition: FunctionDefinition, options: PoolOptions) {
    this.#options = options;
    this.#fleet = this.#addFleet(definition);
  }

  get definition(): FunctionDefinition {
    return this.#fleet.definition;
  }

  get workers(): number {
    return [...this.#fleets].reduce((sum, { size }) => sum + size, 0);
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Rejects with `TooManyRequestsException` above the function's reserved concurrency, unless the caller can wait. */
  invoke(call: Call, canWait: boolean): Promise<InvokeResult> {
    if (this.#isStopped) return Promise.reject(serviceStopped());
    const reserved = this.definition.reservedConcurrency;
    if (reserved !== undefined && !canWait && this.#running + this.#queue.length >= reserved) {
      return Promise.reject(reservedConcurrencyExceeded());
    }
    this.invocations += 1;
    return new Promise((resolve, reject) => {
      this.#queue.push({ call, queuedAtMs: performance.now(), resolve, reject });
      this.#pump();
    });
  }

  /** Events from now on, queued ones too, meet the new code; running ones end on the old. */
  replace(definition: FunctionDefinition): void {
    const old = this.#fleet;
    this.#fleet = this.#addFleet(definition);
    for (const worker of old.idle.splice(0)) this.#discard(old, worker);
    if (old.size === 0) this.#fleets.delete(old);
    this.#pump();
  }

  /** Ends workers that have waited longer than the idle time. */
  reap(nowMs: number): void {
    const { idle } = this.#fleet;
    const rested = idle.filter(({ idleSinceMs }) => nowMs - idleSinceMs >= this.#options.idleMs);
    for (const worker of rested) {
      idle.splice(idle.indexOf(worker), 1);
      this.#discard(this.#fleet, worker);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#growth);
    for (const request of this.#queue.splice(0)) request.reject(serviceStopped());
    await Promise.all([...this.#fleets].flatMap(({ workers }) => [...workers].map((worker) => worker.stop())));
    await Promise.all(this.#starts);
  }

  get #limit(): number {
    return Math.min(this.#options.maxWorkers, this.definition.reservedConcurrency ?? Number.POSITIVE_INFINITY);
  }

  #addFleet(definition: FunctionDefinition): Fleet {
    const fleet: Fleet = { definition, workers: new Set(), idle: [], starting: 0, size: 0, readyAtMs: undefined };
    this.#fleets.add(fleet);
    return fleet;
  }

  #pump(): void {
    const fleet = this.#fleet;
    while (this.#queue.length > 0 && fleet.idle.length > 0) {
      // The one that rested last, so that the others may come of age.
      const worker = fleet.idle.pop();
      const request = worker?.isAlive ? this.#queue.shift() : undefined;
      if (worker && request) void this.#serve(fleet, worker, request);
      else if (worker) this.#discard(fleet, worker);
    }
    if (this.#queue.length === 0 || fleet.size >= this.#limit) return;
    if (fleet.size === 0) {
      fleet.readyAtMs = undefined;
      this.#grow(0);
    }
    if (fleet.readyAtMs !== undefined) this.#growLater(this.#queue[fleet.starting], fleet.readyAtMs);
  }

  /** Waits for the first event that no starting worker is meant for. */
  #growLater(request: Request | undefined, readyAtMs: number): void {
    if (request === undefined || this.#growth !== undefined) return;
    const { growAfterMs } = this.#options;
    const waitMs = growAfterMs - (performance.now() - Math.max(request.queuedAtMs, readyAtMs));
    this.#growth = setTimeout(
      () => {
        this.#growth = undefined;
        this.#grow(growAfterMs);
        this.#pump();
      },
      Math.max(1, Math.ceil(waitMs)),
    );
  }

  /** Starts a worker for each event that has waited so long, as far as the limits allow. */
  #grow(waitedMs: number): void {
    const fleet = this.#fleet;
    const since = performance.now() - waitedMs;
    const firstYoung = this.#queue.findIndex(({ queuedAtMs }) => queuedAtMs > since);
    const waiting = firstYoung < 0 ? this.#queue.length : firstYoung;
    while (fleet.starting < waiting && fleet.size < this.#limit) {
      const start = this.#start(fleet).finally(() => this.#starts.delete(start));
      this.#starts.add(start);
    }
  }

  async #start(fleet: Fleet): Promise<void> {
    fleet.starting += 1;
    fleet.size += 1;
    try {
      const worker = await this.#options.createEnvironment(fleet.definition);
      fleet.workers.add(worker);
      if (this.#isStopped) return void (await worker.stop());
      const outcome = await worker.init;
      fleet.starting -= 1;
      if (outcome.kind === 'ready') {
        fleet.readyAtMs ??= performance.now();
        return this.#rest(fleet, worker);
      }
      this.#discard(fleet, worker);
      if (fleet === this.#fleet) this.#answerHead(worker, outcome.toPayload);
    } catch (error) {
      fleet.starting -= 1;
      fleet.size -= 1;
      if (fleet === this.#fleet) this.#queue.shift()?.reject(error);
    }
    this.#pump();
  }

  async #serve(fleet: Fleet, worker: ExecutionEnvironment, request: Request): Promise<void> {
    const { requestId, invokedFunctionArn, event } = request.call;
    const coldStart = worker.invocations === 0;
    const startedAt = performance.now();
    this.#running += 1;
    const deadlineMs = Date.now() + fleet.definition.timeoutSeconds * 1000;
    const outcome = await worker.run([requestId, deadlineMs, invokedFunctionArn, event]);
    this.#running -= 1;
    const durationInMs = performance.now() - startedAt;
    if (outcome.kind === 'refused') request.reject(invalidContent(outcome.reason));
    else {
      const run = { requestId, durationInMs, coldStart, logs: worker.takeLogs() };
      const result = toResult(outcome, run);
      request.resolve(coldStart ? { ...result, initDurationInMs: worker.initDurationInMs } : result);
    }
    this.#rest(fleet, worker);
  }

  #answerHead(worker: ExecutionEnvironment, toPayload: (requestId: string) => string): void {
    const request = this.#queue.shift();
    if (request === undefined) return;
    const { requestId } = request.call;
    const run = { requestId, durationInMs: 0, coldStart: true, logs: worker.takeLogs() };
    request.resolve(toResult({ kind: 'error', payload: toPayload(requestId) }, run));
  }

  #rest(fleet: Fleet, worker: ExecutionEnvironment): void {
    if (!worker.isAlive || fleet !== this.#fleet || this.#isStopped) {
      this.#discard(fleet, worker);
    } else {
      worker.idleSinceMs = performance.now();
      fleet.idle.push(worker);
    }
    this.#pump();
  }

  #discard(fleet: Fleet, worker: ExecutionEnvironment): void {
    if (fleet.workers.delete(worker)) fleet.size -= 1;
    if (fleet !== this.#fleet && fleet.size === 0) this.#fleets.delete(fleet);
    void worker.stop();
  }
}
