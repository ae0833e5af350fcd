/** Entry of a worker thread: loads one function and answers one event at a time. All it knows stands in its environment. */
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { type Abandon, answerByCallback, answerByResult, type Settle } from './answer-event.ts';
import { outOfMemory, RuntimeError, toErrorText } from './function-error.ts';
import { isLongerThan, maxResponseBytes } from './limits.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { chooseLogFormat } from './log-format.ts';
import type { Invocation, WorkerMessage } from './messages.ts';
import { captureOutput } from './worker-output.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const env = process.env;
const takesCallbacks = Number(/nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV ?? '')?.[1]) < 24;
const answer = takesCallbacks ? answerByCallback : answerByResult;

const identity = {
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  clientContext: undefined,
  identity: undefined,
};

const post = (message: WorkerMessage) => port.postMessage(message);
const output = captureOutput((id, line) => post(['line', id, line]), chooseLogFormat(env));

const memoryLimitInBytes = Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE) * 1_048_576;
setInterval(watchMemory, 250).unref();

let requestId = '';
let abandon: Abandon | undefined;
process.on('beforeExit', () => abandon?.());
process.on('uncaughtException', (error) => die('Uncaught Exception', error));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error && reason.stack !== undefined) error.stack = reason.stack;
  die('Unhandled Promise Rejection', error);
});

try {
  const handler = await loadHandler(env.LAMBDA_TASK_ROOT ?? '', env._HANDLER ?? '', takesCallbacks);
  port.on('message', (invocation: Invocation) => run(handler, invocation));
  post(['ready']);
} catch (error) {
  die('Init Error', error);
}

function run(handler: Handler, [id, deadlineMs, invokedFunctionArn, text]: Invocation): void {
  requestId = id;
  output.begin(requestId);
  const event = parseEvent(text);
  if (event === undefined) return;
  env._X_AMZN_TRACE_ID = createTraceHeader(requestId);
  // Nothing but the function's own work holds the event loop now: once that has ended, `beforeExit` tells.
  port.unref();
  const getRemainingTimeInMillis = () => deadlineMs - Date.now();
  const context = { ...identity, invokedFunctionArn, awsRequestId: requestId, getRemainingTimeInMillis };
  abandon = answer(handler, event.value, context, settleOnce());
}

function parseEvent(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    post(['refused', String(error)]);
    return undefined;
  }
}

function settleOnce(): Settle {
  let isSettled = false;
  const finish = (toMessage: () => WorkerMessage): void => {
    if (isSettled) return;
    isSettled = true;
    abandon = undefined;
    const message = toMessage();
    output.flush();
    port.ref();
    post(message);
  };
  return { succeed: (result) => finish(() => toResult(result)), fail: (error) => finish(() => toError(error)) };
}

function toResult(result: unknown): WorkerMessage {
  let payload: string;
  try {
    payload = JSON.stringify(result) ?? 'null';
  } catch {
    return toError(new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body'));
  }
  if (!isLongerThan(payload, maxResponseBytes)) return ['result', payload];
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
  output.print(`ERROR ${errorMessage}`);
  return ['error', JSON.stringify({ errorMessage, errorType: 'Function.ResponseSizeTooLarge' })];
}

function toError(error: unknown): WorkerMessage {
  report('Invoke Error', error);
  return ['error', toErrorText(error)];
}

function die(what: string, error: unknown): void {
  report(what, error);
  exitWith(toErrorText(error));
}

function report(what: string, error: unknown): void {
  try {
    console.error(what, error);
  } catch {
    // Its getters throw.
    console.error(what, toErrorText(error));
  }
}

/** On AWS the memory is that of the whole process; here it is the heap and what hangs on it, such as buffers. */
function watchMemory(): void {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  if (heap + external <= memoryLimitInBytes) return;
  output.print(`ERROR ${Math.round((heap + external) / 1_048_576)} MB are in use, more than the function's memory`);
  exitWith(JSON.stringify(outOfMemory(requestId)));
}

function exitWith(payload: string): void {
  output.flush();
  post(['lost', payload]);
  process.exit(1);
}

/** Never sampled, since nothing here collects traces; tracers still expect the variable. */
function createTraceHeader(requestId: string): string {
  const hex = requestId.replaceAll('-', '');
  return `Root=1-${hex.slice(0, 8)}-${hex.slice(8, 32)};Parent=${hex.slice(0, 16)};Sampled=0`;
}
