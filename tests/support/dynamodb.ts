/** Starts the DynamoDB engine for a test of a function, empty and on a free port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb as startEngine } from '../../local/dynamodb/start-dynamodb.ts';

export type TestDynamoDb = { readonly endpoint: string; readonly stop: () => Promise<void> };

/** Also sets the environment that makes the SDK's default client use it, so call it before importing a function. */
export async function startDynamoDb(): Promise<TestDynamoDb> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bookstore-test-'));
  const engine = await startEngine({ port: 0, dataFolder, tables: [], log: console.log });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const stop = async (): Promise<void> => {
    await engine.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  return { endpoint: engine.endpoint, stop };
}
