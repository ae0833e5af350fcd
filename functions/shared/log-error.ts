/** Writes down what went wrong, whole, as one line of JSON. */

/** `where` says which function and which request, record or connection. */
export function logError(error: unknown, where: Readonly<Record<string, unknown>>): void {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  console.error(JSON.stringify({ level: 'ERROR', ...where, name, message, stack, cause: cause && String(cause) }));
}
