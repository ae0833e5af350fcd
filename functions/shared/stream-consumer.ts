/** Wraps what a function does with each record of a DynamoDB stream. */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logError } from './log-error.ts';

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/**
 * In the order of the stream, up to the first record that fails: Lambda tries again from there, and puts that one
 * aside after a few attempts. Source: "Configuring partial batch response with DynamoDB and Lambda".
 */
export function streamConsumer(name: string, consume: (record: DynamoDBRecord) => Promise<void>): StreamHandler {
  return async ({ Records }) => {
    for (const record of Records) {
      try {
        await consume(record);
      } catch (error) {
        const { eventID, dynamodb } = record;
        logError(error, { function: name, eventID, sequenceNumber: dynamodb?.SequenceNumber });
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}
