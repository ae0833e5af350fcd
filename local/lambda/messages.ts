/** What the service and a worker say to each other: flat tuples, because every message is cloned from thread to thread. */

/** Service to worker: one event. The deadline is in milliseconds since the epoch, the event is JSON text. */
export type Invocation = readonly [requestId: string, deadlineMs: number, invokedFunctionArn: string, event: string];

/**
 * Worker to service. `error` is a function error that the worker survives, `lost` one that it doesn't; both carry
 * the error's payload. `line` has an empty request id while the function's module is being loaded.
 */
export type WorkerMessage =
  | readonly ['ready']
  | readonly ['line', requestId: string, text: string]
  | readonly ['result', payload: string]
  | readonly ['error', payload: string]
  | readonly ['lost', payload: string]
  | readonly ['refused', reason: string];

const kinds = new Set(['ready', 'line', 'result', 'error', 'lost', 'refused']);

/** Undefined for anything else: a library inside a function may post messages of its own to the parent thread. */
export function parseWorkerMessage(value: unknown): WorkerMessage | undefined {
  if (!Array.isArray(value) || !kinds.has(value[0])) return undefined;
  const texts = value.slice(1);
  const isComplete = texts.length === (value[0] === 'ready' ? 0 : value[0] === 'line' ? 2 : 1);
  return isComplete && texts.every((text) => typeof text === 'string')
    ? (value as unknown as WorkerMessage)
    : undefined;
}
