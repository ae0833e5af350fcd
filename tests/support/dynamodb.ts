/** Starts the DynamoDB engine for a test of a function, empty and on a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type TestDynamoDb = { readonly endpoint: string; readonly stop: () => Promise<void> };

const engine = join(__dirname, '../../node_modules/@dynoxide/linux-x64/dynoxide');

/** Also sets the environment that makes the SDK's default client use it, so call it before importing a function. */
export async function startDynamoDb(): Promise<TestDynamoDb> {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-test-'));
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(engine, ['--host', '127.0.0.1', '--port', String(port), '--db-path', join(folder, 'db')], {
    stdio: 'ignore',
  });
  await untilReady(endpoint, child);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  const stop = async (): Promise<void> => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  return { endpoint, stop };
}

async function untilReady(endpoint: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`The DynamoDB engine ended with code ${child.exitCode}.`);
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.status === 200) return;
    await wait(25);
  }
  child.kill();
  throw new Error(`The DynamoDB engine did not answer at ${endpoint} within five seconds.`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
