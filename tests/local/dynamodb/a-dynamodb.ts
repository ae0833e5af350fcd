/** Starts the real engine in a temporary folder for the tests of this folder, and cleans up after them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDbOptions, type DynamoDbService, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { TableDefinition } from '../../../local/dynamodb/table-definition.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const cleanUps: (() => unknown)[] = [];

/** To be called in afterEach. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanUps.splice(0).reverse()) await clean();
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-test-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function aDynamoDb(options: Partial<DynamoDbOptions> = {}): Promise<DynamoDbService> {
  const service = await startDynamoDb({ port: 0, dataFolder: aFolder(), tables: [], log: () => {}, ...options });
  cleanUps.push(() => service.stop());
  return service;
}

export function aClient({ endpoint }: DynamoDbService): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  cleanUps.push(() => client.destroy());
  return client;
}

export function aTable(overrides: Partial<TableDefinition> = {}): TableDefinition {
  return {
    TableName: 'Books',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    ...overrides,
  };
}
