/** Reads, decides and writes again when somebody else wrote in between. */
import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { Refusal } from './refusal.ts';
import { waitAfterAttempt } from './wait.ts';

const ATTEMPTS = 10;

/** Why a transaction was cancelled when another attempt may succeed. Source: "TransactWriteItems", API reference. */
const passing = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * `attempt` reads what it needs, throws a Refusal when that settles the matter, and writes on condition that what it
 * has read still holds. It runs at most ten times, for three seconds at most of waiting; then comes a 503.
 */
export async function retryOnConflict<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let number = 0; number < ATTEMPTS; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
    await waitAfterAttempt(number);
  }
  throw new Refusal(503, 'Busy', 'The shop is busy and nothing was changed. Please repeat the request.');
}

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).every(({ Code }) => passing.has(Code ?? 'None'));
  }
  // What a plain write gets while a transaction has its item.
  return error instanceof TransactionConflictException;
}
