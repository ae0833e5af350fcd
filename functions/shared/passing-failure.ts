/** Tells a failure of AWS that will pass from one that won't. What is left after the SDK's own attempts. */

/** It was asked too much, or is in trouble itself. Source: "Error handling with DynamoDB". */
const names = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
]);

/** Nobody answered, or the answer got lost. */
const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return names.has(error.name) || ('code' in error && codes.has(String(error.code)));
}
