/** The shop's functions and tables for service tests: a real engine, and no right that serverless.yml doesn't grant. */

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { startDynamoDb } from './dynamodb.ts';
import { findFunctionFile, readFunctionBlocks, readRights, readTables } from './service-file.ts';

type Item = Record<string, AttributeValue>;
type Values = Readonly<Record<string, string | number>>;

export interface Shop {
  /** Loads a function. What it calls is checked against its rights in serverless.yml. */
  load<Handler extends (event: never) => Promise<unknown>>(functionName: string): Promise<Handler>;
  put(table: string, values: Values | Item): Promise<void>;
  get(table: string, key: Values): Promise<Item | undefined>;
  scan(table: string): Promise<readonly Item[]>;
  /** Sends what a mapping template has rendered, as API Gateway would. */
  ask(action: string, payload: string): Promise<{ readonly status: number; readonly body: unknown }>;
  /** The next calls of this command fail like this, before they reach the engine. */
  fail(commandName: string, ...errors: readonly Error[]): void;
  /** Something that happens right before the next call of this command. */
  before(commandName: string, action: () => Promise<unknown>): void;
  /** The next call of this command gets this reply, and does not reach the engine. */
  replyOnce(commandName: string, output: object): void;
  /** The next call of this command reaches the engine, but its reply does not reach the function. */
  loseReply(commandName: string): void;
  /** Rights that no call has needed so far. Lambda itself reads streams. */
  unusedRights(functionName: string): readonly string[];
  stop(): Promise<void>;
}

export async function startShop(): Promise<Shop> {
  const engine = await startDynamoDb();
  const client = new DynamoDBClient({});
  for (const table of readTables()) await client.send(new CreateTableCommand(table));
  const settings = Object.values(readFunctionBlocks()).map(({ environment }) => environment);
  Object.assign(process.env, ...settings, { ALLOWED_ORIGIN: 'https://shop.example' });

  const caller = new AsyncLocalStorage<string>();
  const used = new Map<string, Set<string>>();
  const failures = new Map<string, Error[]>();
  const lost = new Set<string>();
  const replies = new Map<string, object>();
  const actions = new Map<string, () => Promise<unknown>>();
  const { dynamodb } = await import('../../functions/shared/dynamodb.ts');
  dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const functionName = caller.getStore() ?? '';
        for (const right of toRights(commandName, args.input as Record<string, unknown>)) {
          if (!readRights(functionName).includes(right)) throw accessDenied(functionName, right);
          used.get(functionName)?.add(right);
        }
        const action = actions.get(commandName);
        if (action && actions.delete(commandName)) await action();
        const failure = failures.get(commandName)?.shift();
        if (failure) throw failure;
        const made = replies.get(commandName);
        if (made && replies.delete(commandName)) return { output: { $metadata: {}, ...made }, response: {} };
        const reply = await next(args);
        if (lost.delete(commandName)) throw Object.assign(new Error('The reply got lost.'), { name: 'TimeoutError' });
        return reply;
      },
    { step: 'initialize' },
  );

  return {
    load: async (functionName) => {
      used.set(functionName, new Set());
      const { handler } = await import(findFunctionFile(functionName));
      const run = (event: unknown) => caller.run(functionName, () => handler(event));
      return run as never;
    },
    put: async (TableName, values) => {
      await client.send(new PutItemCommand({ TableName, Item: toItem(values) }));
    },
    get: async (TableName, key) =>
      (await client.send(new GetItemCommand({ TableName, Key: toItem(key), ConsistentRead: true }))).Item,
    scan: async (TableName) => (await client.send(new ScanCommand({ TableName, Limit: 10_000 }))).Items ?? [],
    ask: async (action, body) => {
      const headers = {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': `DynamoDB_20120810.${action}`,
        'X-Amz-Date': '20260101T000000Z',
        Authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0',
      };
      const response = await fetch(engine.endpoint, { method: 'POST', headers, body });
      return { status: response.status, body: await response.json() };
    },
    fail: (commandName, ...errors) => failures.set(commandName, [...errors]),
    before: (commandName, action) => actions.set(commandName, action),
    replyOnce: (commandName, output) => replies.set(commandName, output),
    loseReply: (commandName) => lost.add(commandName),
    unusedRights: (functionName) =>
      readRights(functionName)
        .filter((right) => right.startsWith('dynamodb:') && !right.endsWith('.StreamArn'))
        .filter((right) => !used.get(functionName)?.has(right)),
    stop: async () => {
      client.destroy();
      dynamodb.destroy();
      await engine.stop();
    },
  };
}

export type RestFunction = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** What the real service answers to one of two transactions that meet; the local engines never do. */
export function transactionConflict(): Error {
  return new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });
}

/** The same for a write that meets a transaction. */
export function writeConflict(): Error {
  return new TransactionConflictException({ $metadata: {}, message: 'Transaction is ongoing for the item' });
}

/** The IAM actions that a call needs. Source: "Using IAM with DynamoDB transactions". */
function toRights(commandName: string, input: Record<string, unknown>): readonly string[] {
  const action = commandName.replace(/Command$/, '');
  if (action === 'TransactWriteItems') {
    const writes = input.TransactItems as Record<string, { TableName: string }>[];
    return writes.flatMap((write) =>
      Object.entries(write).map(([kind, { TableName }]) => `dynamodb:${kind}Item ${TableName}`),
    );
  }
  if (action.startsWith('Batch')) {
    return Object.keys(input.RequestItems as object).map((table) => `dynamodb:${action} ${table}`);
  }
  const index = input.IndexName === undefined ? '' : `/index/${input.IndexName}`;
  return [`dynamodb:${action} ${input.TableName}${index}`];
}

function accessDenied(functionName: string, right: string): Error {
  return Object.assign(new Error(`${functionName} has no right to ${right}.`), { name: 'AccessDeniedException' });
}

function toItem(values: Values | Item): Item {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'object') return [name, value];
      return [name, typeof value === 'number' ? { N: String(value) } : { S: value }];
    }),
  );
}
