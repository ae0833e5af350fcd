/** A program with everything that this repository brings to the comparison: the database, and gateways in front of it. */

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { readTables } from '../../local/dynamodb/table-definition.ts';
import { createJournal, type Journal } from '../../local/inspector/journal.ts';
import { readFunctions } from '../../local/lambda/definition.ts';
import { startLambda } from '../../local/lambda/lambda-service.ts';
import { InvocationLinks, toInvocationEntry, toRequestEntry } from '../../local/main-journal.ts';
import { UNLIMITED, withoutThrottle } from '../../local/rest-api/admission/without-throttle.ts';
import { type RestApiServer, startRestApi } from '../../local/rest-api/server.ts';
import { readStages } from '../../local/rest-api/template/read-stages.ts';
import { readStack, type Stack } from '../../local/stack/stack.ts';
import { serveParent } from '../program.ts';

export interface Servers {
  readonly engine: string;
  readonly dynamoDb: string;
  readonly booksTable: string;
  /** Origins of gateways that keep records, as they do under `npm start`. */
  readonly shop: string;
  readonly hello: string;
  /** One that keeps none. */
  readonly helloUnrecorded: string;
}

const REGION = 'us-east-1';
const ACCOUNT_ID = '123456789012';
const STATE = '.build/bench/gateway';

const [shopTemplate = '', helloFolder = ''] = process.argv.slice(2);
const helloPackage = join(helloFolder, '.serverless');
rmSync(STATE, { recursive: true, force: true });
const shopStack = readTemplate(shopTemplate, 'bookstore-dev');
const helloStack = readTemplate(join(helloPackage, 'cloudformation-template-update-stack.json'), 'hello-dev');
const dynamoDb = await startDynamoDb({
  port: 0,
  dataFolder: join(STATE, 'dynamodb'),
  tables: readTables(shopStack),
  log: () => {},
});
const booksTable = shopStack.outputs.BooksTable ?? '';
seed();
const journal = createJournal();
const shop = await startGateway(shopStack, '.build/functions', journal);
const hello = await startGateway(helloStack, helloPackage, journal);
const helloUnrecorded = await startGateway(helloStack, helloPackage, undefined);

function readTemplate(file: string, stackName: string): Stack {
  const template: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return readStack(template, { stackName, region: REGION, accountId: ACCOUNT_ID });
}

/** Wired as local/main.ts does it. */
async function startGateway(
  stack: Stack,
  artifactFolder: string,
  records: Journal | undefined,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const links = new InvocationLinks();
  const sources = { artifactFolder, region: REGION, accountId: ACCOUNT_ID };
  const lambda = startLambda({
    ...readFunctions(stack.resources(), sources),
    region: REGION,
    accountId: ACCOUNT_ID,
    workerFile: pathToFileURL('.build/local/worker.mjs'),
    log: () => {},
    ...(records && { onInvocation: (record) => records.add(toInvocationEntry(record)) }),
  });
  const restApi: RestApiServer = await startRestApi({
    port: 0,
    stages: readStages(stack).map(withoutThrottle),
    throttle: UNLIMITED,
    backends: {
      invokeLambda: async (target, payload, invocationType) => {
        const result = await lambda.invoke(target, payload, { invocationType });
        if (records) links.add(payload, result.requestId);
        return result;
      },
      serviceEndpoint: () => dynamoDb.endpoint,
      userPool: () => undefined,
      now: Date.now,
      random: Math.random,
    },
    onRecord: records && ((record) => records.add(toRequestEntry(record, links))),
  });
  const stop = async (): Promise<void> => {
    await restApi.close();
    await lambda.stop();
  };
  return { origin: restApi.url, stop };
}

function seed(): void {
  const outputs = join(STATE, 'outputs.json');
  writeFileSync(
    outputs,
    JSON.stringify({ BooksTable: booksTable, DynamoDbEndpoint: dynamoDb.endpoint, Region: REGION }),
  );
  const { status } = spawnSync(process.execPath, ['.build/local/seed.mjs', outputs], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  if (status !== 0) throw new Error('The books could not be put into the database.');
}

serveParent(
  async (): Promise<Servers> => ({
    engine: dynamoDb.engine,
    dynamoDb: dynamoDb.endpoint,
    booksTable,
    shop: shop.origin,
    hello: hello.origin,
    helloUnrecorded: helloUnrecorded.origin,
  }),
  async () => {
    await Promise.all([shop.stop(), hello.stop(), helloUnrecorded.stop()]);
    await dynamoDb.stop();
    rmSync(STATE, { recursive: true, force: true });
  },
);
