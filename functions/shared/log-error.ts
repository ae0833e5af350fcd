/** Writes down what went wrong, whole, and counts it. */
import { recordMetrics } from './metrics.ts';

/**
 * `where` says which function and which request, record or connection. The function's log format is JSON, so that Lambda
 * adds time, level and the id of the invocation, and leaves the object as it is: its members can be searched.
 */
export function logError(error: unknown, where: Readonly<Record<string, unknown>>): void {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  console.error({ ...where, name, message, stack, cause: cause && String(cause) });
  recordMetrics({ UnexpectedErrors: 1 });
}
