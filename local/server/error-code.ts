/** Reads the code of a system error, such as ENOENT. */

/** Undefined for anything without a code. Asks for the member alone: an error of another realm is no instance of Error. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
