/** A table with a stream on the real engine, and event sources that read it, for the tests of this folder. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { callDynamoDb } from '../../../local/dynamodb/client.ts';
import { type DynamoDbService, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { InvokeReply } from '../../../local/event-source/batch-outcome.ts';
import type { DeadLetter } from '../../../local/event-source/dead-letter.ts';
import type { BatchInvocation } from '../../../local/event-source/process-batch.ts';
import { readEventSourceMappings } from '../../../local/event-source/read-mappings.ts';
import {
  type EventSourceOptions,
  type EventSources,
  startEventSources,
} from '../../../local/event-source/start-event-sources.ts';
import type { StreamRecord } from '../../../local/event-source/stream-record.ts';
import { readStack } from '../../../local/stack/stack.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export const STREAM_ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/Books/stream/2026-01-01T00:00:00.000';
export const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dead-letters';

const cleanUps: (() => unknown)[] = [];

/** To be called in afterEach. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanUps.splice(0).reverse()) await clean();
}

/** Runs before whatever was there before it is cleaned up. */
export function onCleanUp(clean: () => unknown): void {
  cleanUps.push(clean);
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'event-source-test-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestTable {
  readonly service: DynamoDbService;
  readonly client: DynamoDBClient;
  put(...ids: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
}

export async function aTable(dataFolder = aFolder()): Promise<TestTable> {
  const service = await startDynamoDb({
    port: 0,
    dataFolder,
    tables: [
      {
        TableName: 'Books',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    ],
    log: () => {},
  });
  cleanUps.push(() => service.stop());
  return { service, ...aWriter(service.endpoint) };
}

function aWriter(endpoint: string) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  cleanUps.push(() => client.destroy());
  return {
    client,
    put: async (...ids: readonly string[]) => {
      for (const id of ids) {
        const Item = { id: { S: id }, at: { N: String(Math.random()) } };
        await client.send(new PutItemCommand({ TableName: 'Books', Item }));
      }
    },
    remove: async (id: string) => {
      await client.send(new DeleteItemCommand({ TableName: 'Books', Key: { id: { S: id } } }));
    },
  };
}

export const aStack = (properties: object, type = 'AWS::Lambda::EventSourceMapping') =>
  readStack(
    {
      Resources: {
        Mapping: { Type: type, Properties: properties },
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters' } },
      },
    },
    { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' },
  );

export function aMapping(properties: object = {}) {
  const usual = { EventSourceArn: STREAM_ARN, FunctionName: 'index-books', StartingPosition: 'TRIM_HORIZON' };
  const [mapping] = readEventSourceMappings(aStack({ ...usual, ...properties }));
  if (mapping === undefined) throw new Error('The mapping can not run');
  return mapping;
}

/** What the function does with a batch: the ids of its books. A thrown error is a function error. */
export type TestFunction = (ids: readonly string[], records: readonly StreamRecord[]) => unknown;

export interface TestSources {
  readonly sources: EventSources;
  /** The ids of each batch that the function got. */
  readonly batches: string[][];
  readonly events: { readonly Records: readonly StreamRecord[] }[];
  readonly invocations: BatchInvocation[];
  readonly letters: DeadLetter[];
  readonly troubles: unknown[];
  readonly stateFolder: string;
  /** Resolves when the function has got so many records. */
  untilReceived(count: number): Promise<void>;
}

export function someSources(
  table: TestTable,
  properties: object = {},
  run: TestFunction = () => undefined,
  options: Partial<EventSourceOptions> = {},
): TestSources {
  const seen = { batches: [] as string[][], events: [] as TestSources['events'] };
  const heard = { invocations: [] as BatchInvocation[], letters: [] as DeadLetter[], troubles: [] as unknown[] };
  const stateFolder = options.stateFolder ?? aFolder();
  const sources = startEventSources({
    mappings: [aMapping(properties)],
    stateFolder,
    callStreams: (operation, input) =>
      callDynamoDb(table.service.endpoint, operation, input, 'DynamoDBStreams_20120810'),
    invoke: async (_functionName, payload) => {
      const event = JSON.parse(payload) as TestSources['events'][number];
      const ids = event.Records.map(idOf);
      seen.events.push(event);
      seen.batches.push(ids);
      return toReply(() => run(ids, event.Records));
    },
    onWrite: table.service.onWrite,
    onInvocation: (invocation) => heard.invocations.push(invocation),
    onDeadLetter: (letter) => heard.letters.push(letter),
    onTrouble: (_mapping, error) => heard.troubles.push(error),
    retryDelayMs: () => 5,
    ...options,
  });
  cleanUps.push(() => sources.stop());
  const untilReceived = (count: number) => until(() => seen.batches.flat().length >= count);
  return { sources, ...seen, ...heard, stateFolder, untilReceived };
}

export function idOf({ dynamodb }: StreamRecord): string {
  return (dynamodb.Keys as { id: { S: string } }).id.S;
}

async function toReply(run: () => unknown): Promise<InvokeReply> {
  try {
    const result = await run();
    return { payload: JSON.stringify(result ?? null) };
  } catch (error) {
    return { payload: JSON.stringify({ errorMessage: String(error) }), functionError: 'Unhandled' };
  }
}

export async function until(isSo: () => unknown, limitInMilliseconds = 4000): Promise<void> {
  const deadline = Date.now() + limitInMilliseconds;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await wait(5);
  }
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
