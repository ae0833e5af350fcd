/** Calls a handler with one event and says once what came of it. */
import { RuntimeError } from './function-error.ts';
import type { Handler } from './load-handler.ts';

export interface Settle {
  readonly succeed: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** Gives what to do when nothing is left that could still settle the event. */
export type Abandon = () => void;

const neverSettled =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that ' +
  'was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

/** For Node.js 24 and later: the handler's result, awaited. */
export function answerByResult(handler: Handler, event: unknown, context: object, settle: Settle): Abandon {
  const call = async () => handler(event, context);
  call().then(settle.succeed, settle.fail);
  return () => settle.fail(new RuntimeError('Runtime.NodeJsExit', neverSettled));
}

/** Before Node.js 24: a promise, or else the callback or the context's own `done`, `succeed` and `fail`. */
export function answerByCallback(handler: Handler, event: unknown, context: object, settle: Settle): Abandon {
  const { succeed, fail } = settle;
  let onEmptyLoop = () => succeed(null);
  const done = (error: unknown, result?: unknown) => (isNothing(error) ? succeed(result) : fail(error));
  const legacy = {
    ...context,
    callbackWaitsForEmptyEventLoop: true,
    done,
    succeed,
    fail: (error: unknown) => fail(isNothing(error) ? 'handled' : error),
  };
  const callback = (error: unknown, result?: unknown) => {
    if (!isNothing(error) || !legacy.callbackWaitsForEmptyEventLoop) done(error, result);
    else onEmptyLoop = () => succeed(result);
  };
  try {
    const result = handler(event, legacy, callback);
    if (isPromise(result)) {
      onEmptyLoop = () => fail(new RuntimeError('Runtime.NodeJsExit', neverSettled));
      result.then(succeed, fail);
    }
  } catch (error) {
    fail(error);
  }
  return () => onEmptyLoop();
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
