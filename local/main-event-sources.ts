/** Connects the streams of tables to functions as the template's event source mappings say. */

import { join } from 'node:path';
import { callDynamoDb } from './dynamodb/client.ts';
import type { DynamoDbService } from './dynamodb/start-dynamodb.ts';
import type { DeadLetter } from './event-source/dead-letter.ts';
import { readEventSourceMappings } from './event-source/read-mappings.ts';
import { type EventSources, startEventSources } from './event-source/start-event-sources.ts';
import type { Journal } from './inspector/journal.ts';
import type { LambdaService } from './lambda/lambda-service.ts';
import { toBatchEntry, toDeadLetterEntry } from './main-journal.ts';
import type { Stack } from './stack/stack.ts';

export interface EventSourceSetting {
  readonly dynamoDb: DynamoDbService;
  readonly lambda: LambdaService;
  readonly stateFolder: string;
  readonly journal: Journal;
  readonly log: (line: string) => void;
}

export function startStreams(stack: Stack, setting: EventSourceSetting): EventSources {
  const { dynamoDb, lambda, stateFolder, journal, log } = setting;
  return startEventSources({
    mappings: readEventSourceMappings(stack),
    stateFolder: join(stateFolder, 'event-sources'),
    callStreams: (operation, input) => callDynamoDb(dynamoDb.endpoint, operation, input, 'DynamoDBStreams_20120810'),
    invoke: (functionName, payload) => lambda.invoke(functionName, payload),
    onWrite: dynamoDb.onWrite,
    onInvocation: (invocation) => journal.add(toBatchEntry(invocation)),
    onDeadLetter: (letter) => {
      log(toLine(letter));
      journal.add(toDeadLetterEntry(letter));
    },
    onTrouble: ({ id }, error) => log(`${id}: ${error instanceof Error ? error.message : String(error)}`),
  });
}

function toLine({ mappingId, functionName, destination, body, records }: DeadLetter): string {
  const { startSequenceNumber, endSequenceNumber } = body.DDBStreamBatchInfo;
  const place = `${startSequenceNumber} to ${endSequenceNumber} of the stream`;
  const where = destination === undefined ? 'dropped' : `put aside for ${destination}`;
  return `${mappingId}: ${functionName} gave up ${records.length} records (${place}); they are ${where}`;
}
