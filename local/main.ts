/** AWS on your machine: reads a compiled CloudFormation template and runs it. This file is the recipe; each folder is a service. */

import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOCK_FILE, lockDataFolder } from './dynamodb/data-folder-lock.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { readTables } from './dynamodb/table-definition.ts';
import { startInspector } from './inspector/inspector-server.ts';
import { createJournal, type Journal } from './inspector/journal.ts';
import { readFunctions } from './lambda/definition.ts';
import { type LambdaService, startLambda } from './lambda/lambda-service.ts';
import { InvocationLinks, toInvocationEntry, toRequestEntry } from './main-journal.ts';
import { claimPorts, type Ports, toLocalOrigin } from './main-ports.ts';
import { ACCOUNT_ID, type LocalTemplate, REGION, readLocalTemplate, type TemplateSource } from './main-template.ts';
import type { Backends } from './rest-api/backends.ts';
import { startRestApi } from './rest-api/server.ts';
import { readStages } from './rest-api/template/read-stages.ts';
import { allowConnection, findHosting, toLocalPolicy } from './storefront/hosting.ts';
import { startStaticServer } from './storefront/static-server.ts';

export interface StartOptions extends TemplateSource {
  /** Where the functions' deployment packages lie. */
  readonly artifactFolder: string;
  readonly storefrontFolder: string;
  /** The built page of the inspector. */
  readonly inspectorFolder: string;
  /** The built file of lambda/worker.ts. */
  readonly workerFile: string;
  /** For the data and outputs.json. */
  readonly stateFolder: string;
  /** Of eight consecutive ones. */
  readonly firstPort: number;
  /** Deletes all data first. */
  readonly reset?: boolean;
  /** A DynamoDB that runs already. */
  readonly dynamoDbEndpoint?: string | undefined;
  readonly log: (line: string) => void;
}

export interface RunningStack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly addresses: readonly { readonly what: string; readonly url: string }[];
  /** What of the template runs here, for people to read. */
  readonly support: string;
  /** The database engine's name and version. */
  readonly engine: string;
  /** Reads the template and the packages again and swaps functions and APIs, between two requests. */
  reload(): void;
  stop(): Promise<void>;
}

/** Throws PortTakenError, StackError or SetupError with a sentence that says what to do. */
export async function startStack(options: StartOptions): Promise<RunningStack> {
  const { host, stateFolder, log } = options;
  // Lambda's clock shows UTC, and worker threads share this process's.
  process.env.TZ = 'UTC';
  const lock = await lockDataFolder(stateFolder);
  const ports = await claimPorts(options.firstPort, host);
  const template = readLocalTemplate(options, ports);
  if (options.reset) forgetState(stateFolder);

  const journal = createJournal();
  const links = new InvocationLinks();
  const dynamoDb = await startDynamoDb({
    ...{ port: ports.dynamoDb, host, lock, log },
    dataFolder: join(stateFolder, 'dynamodb'),
    tables: readTables(template.stack),
    endpoint: options.dynamoDbEndpoint,
  });
  const lambda = startFunctions(options, template, journal, { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint });
  const restApi = await startRestApi({
    port: ports.restApi,
    host,
    stages: readStages(template.stack),
    backends: toBackends(lambda, dynamoDb.endpoint, links),
    onRecord: (record) => journal.add(toRequestEntry(record, links)),
  });
  const outputs = { ...template.stack.outputs, ...localOutputs(ports, host, dynamoDb.endpoint) };
  const storefront = await startStorefront(options, ports, template, outputs);
  const inspector = await startInspector({ journal, folder: options.inspectorFolder, ...reachOf(ports, host) });
  writeOutputs(join(stateFolder, 'outputs.json'), outputs);

  return {
    outputs,
    addresses: listForPeople(ports, host, template),
    support: template.support,
    engine: dynamoDb.engine,
    reload: () => {
      const changed = readLocalTemplate(options, ports);
      for (const definition of functionsOf(changed, options)) lambda.replaceFunction(definition);
      restApi.replace(readStages(changed.stack));
    },
    stop: async () => {
      await Promise.all([storefront.close(), inspector.close(), restApi.close()]);
      await lambda.stop();
      await dynamoDb.stop();
      lock.release();
    },
  };
}

function startFunctions(
  options: StartOptions,
  template: LocalTemplate,
  journal: Journal,
  environment: Readonly<Record<string, string>>,
): LambdaService {
  return startLambda({
    functions: functionsOf(template, options),
    region: REGION,
    accountId: ACCOUNT_ID,
    workerFile: pathToFileURL(options.workerFile),
    environment,
    log: (functionName, line) => options.log(`${functionName}: ${line}`),
    onInvocation: (record) => journal.add(toInvocationEntry(record)),
  });
}

function functionsOf({ stack }: LocalTemplate, { artifactFolder }: StartOptions) {
  return readFunctions(stack.resources(), { artifactFolder, region: REGION, accountId: ACCOUNT_ID }).functions;
}

function toBackends(lambda: LambdaService, dynamoDbEndpoint: string, links: InvocationLinks): Backends {
  return {
    invokeLambda: async (target, payload, invocationType) => {
      const result = await lambda.invoke(target, payload, { invocationType });
      links.add(payload, result.requestId);
      return result;
    },
    serviceEndpoint: (service) => (service === 'dynamodb' ? dynamoDbEndpoint : undefined),
    userPool: () => undefined,
    now: Date.now,
    random: Math.random,
  };
}

function startStorefront(
  { host, storefrontFolder }: StartOptions,
  { storefront: port, inspector }: Ports,
  { stack, addresses }: LocalTemplate,
  outputs: Readonly<Record<string, string>>,
) {
  const { 'Content-Security-Policy': policy, ...headers } = findHosting(stack)?.headers ?? {};
  // The inspector is here alone, so that no policy of the template can know it: its drawer needs to reach it.
  const localPolicy = policy && allowConnection(toLocalPolicy(policy, addresses), toLocalOrigin(host, inspector));
  const allHeaders = localPolicy ? { ...headers, 'Content-Security-Policy': localPolicy } : headers;
  return startStaticServer({
    port,
    host,
    what: 'storefront',
    folder: storefrontFolder,
    files: { '/outputs.json': () => ({ contentType: 'application/json', body: JSON.stringify(outputs) }) },
    headers: () => allHeaders,
  });
}

function localOutputs(ports: Ports, host: string, dynamoDbEndpoint: string): Record<string, string> {
  return { DynamoDbEndpoint: dynamoDbEndpoint, InspectorUrl: toLocalOrigin(host, ports.inspector) };
}

/** The storefront's pages and the inspector's own may read what others sent; no other site may. */
function reachOf({ storefront, inspector, restApi }: Ports, host: string) {
  const hosts = ['localhost', '127.0.0.1', '[::1]', host];
  return {
    host,
    port: inspector,
    allowedHosts: hosts.map((name) => `${name}:${inspector}`),
    allowedOrigins: hosts.flatMap((name) => [`http://${name}:${storefront}`, `http://${name}:${inspector}`]),
    apis: [{ type: 'REST', origin: toLocalOrigin(host, restApi) }],
  };
}

function listForPeople(ports: Ports, host: string, { stack }: LocalTemplate) {
  const stages = readStages(stack).map(({ stageName }) => stageName);
  return [
    { what: 'Storefront', url: toLocalOrigin(host, ports.storefront) },
    ...stages.map((stage) => ({ what: 'REST API', url: `${toLocalOrigin(host, ports.restApi)}/${stage}` })),
    { what: 'DynamoDB', url: toLocalOrigin(host, ports.dynamoDb) },
    { what: 'Inspector', url: toLocalOrigin(host, ports.inspector) },
  ];
}

function forgetState(stateFolder: string): void {
  for (const name of readdirSync(stateFolder)) {
    if (name !== LOCK_FILE) rmSync(join(stateFolder, name), { recursive: true, force: true });
  }
}

/** Whole or not at all: others read it while it is written. */
function writeOutputs(file: string, outputs: Readonly<Record<string, string>>): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(outputs, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}
