/** Tells when AWS was asked too much. */

const names = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

/** What is left after the SDK's own retries. */
export function isThrottling(error: unknown): boolean {
  return error instanceof Error && names.has(error.name);
}
