/** Finds the function that a handler name such as `index.handler` means, as the Lambda runtime for Node.js does. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './function-error.ts';

export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

const callbackMessage =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to ' +
  'modify this function to use a supported handler signature to use Node.js 24 or later. For more information see ' +
  'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/** Throws errors whose name is the `errorType` that AWS answers with. */
export async function loadHandler(taskRoot: string, handlerName: string, takesCallbacks: boolean): Promise<Handler> {
  const { folder, file, exportName } = parseHandlerName(handlerName);
  const module = await importModule(path.join(taskRoot, folder), file);
  const handler = findExport(module, exportName) ?? findExport(findExport(module, 'default'), exportName);
  if (handler === undefined || handler === null) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is not a function`);
  }
  if (!takesCallbacks && handler.length >= 3) {
    throw new RuntimeError('Runtime.CallbackHandlerDeprecated', callbackMessage);
  }
  return handler as Handler;
}

function parseHandlerName(handlerName: string): { folder: string; file: string; exportName: string } {
  if (handlerName.includes('..')) {
    throw new RuntimeError('Runtime.MalformedHandlerName', `'${handlerName}' is not a valid handler name.`);
  }
  const [, file, exportName] = /^([^.]*)\.(.*)$/.exec(path.posix.basename(handlerName)) ?? [];
  if (file === undefined || exportName === undefined) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  return { folder: path.posix.dirname(handlerName), file, exportName };
}

async function importModule(folder: string, name: string): Promise<unknown> {
  try {
    const file = ['', '.js', '.mjs', '.cjs'].map((end) => path.join(folder, name + end)).find(existsSync);
    if (file !== undefined) return await import(pathToFileURL(file).href);
    return createRequire(path.join(folder, 'index.js'))(name);
  } catch (error) {
    if (error instanceof SyntaxError) throw withStack('Runtime.UserCodeSyntaxError', error);
    if (isMissingModule(error)) throw new RuntimeError('Runtime.ImportModuleError', String(error));
    throw error;
  }
}

function withStack(errorType: string, error: Error): RuntimeError {
  const wrapped = new RuntimeError(errorType, String(error));
  if (error.stack !== undefined) wrapped.stack = error.stack;
  return wrapped;
}

// A module that an ES module imports in vain has another code, and AWS reports it as a plain Error.
function isMissingModule(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}

function findExport(module: unknown, exportName: string): unknown {
  return exportName
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) ? (value as Record<string, unknown>)[key] : undefined), module);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
