/** AWS on your machine: reads a compiled CloudFormation template and runs it. This file is the recipe; each folder is a service. */

import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DataFolderLock, LOCK_FILE, lockDataFolder } from './dynamodb/data-folder-lock.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { readTables } from './dynamodb/table-definition.ts';
import { readEventSourceMappings } from './event-source/read-mappings.ts';
import { startInspector } from './inspector/inspector-server.ts';
import { createJournal, type Journal } from './inspector/journal.ts';
import { readFunctions } from './lambda/definition.ts';
import { type LambdaService, startLambda } from './lambda/lambda-service.ts';
import { listApis, startApis } from './main-apis.ts';
import { startStreams } from './main-event-sources.ts';
import { InvocationLinks, toInvocationEntry, toRequestEntry } from './main-journal.ts';
import { claimPorts, type Place, type Ports, toDynamoDbOrigin, toLocalOrigin } from './main-ports.ts';
import { ACCOUNT_ID, type LocalTemplate, REGION, readLocalTemplate, type TemplateSource } from './main-template.ts';
import { startUserPools } from './main-user-pool.ts';
import type { Backends } from './rest-api/backends.ts';
import { findAddress, isLoopback, toUrlHost } from './server/hosts.ts';
import { allowConnection, findHosting, toLocalPolicy } from './storefront/hosting.ts';
import { startStaticServer } from './storefront/static-server.ts';
import { readUserPools } from './user-pool/read-user-pools.ts';
import type { UserPoolService } from './user-pool/start-user-pool.ts';

export interface StartOptions extends TemplateSource {
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
  /** Takes as many requests as this machine can answer: for measurements. */
  readonly unthrottled?: boolean;
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
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** Throws PortTakenError, StackError or SetupError with a sentence that says what to do. */
export async function startStack(given: StartOptions): Promise<RunningStack> {
  const host = await findAddress(given.host);
  const options = { ...given, host };
  const { stateFolder, log } = given;
  // Lambda's clock shows UTC, and worker threads share this process's.
  process.env.TZ = 'UTC';
  const lock = await lockDataFolder(stateFolder);
  const ports = await claimPorts(options.firstPort, options);
  const template = readLocalTemplate(options, ports);
  if (options.reset) forgetState(stateFolder);
  for (const warning of listWarnings(options)) log(warning);

  const [journal, links] = [createJournal(), new InvocationLinks()];
  const dynamoDb = await startTables(options, template, ports, lock);
  const { allowedOrigins } = reachOf(ports, host);
  const userPool = await startUserPools(template.stack, { ports, host, stateFolder, allowedOrigins, journal, log });
  const lambda = startFunctions(options, template, journal, toEndpoints(dynamoDb.endpoint, userPool));
  const streams = startStreams(template.stack, { dynamoDb, lambda, stateFolder, journal, log });
  const apis = await startApis({
    ...{ stack: template.stack, ports, host, log, unthrottled: options.unthrottled },
    backends: toBackends(lambda, dynamoDb.endpoint, userPool, links),
    onRecord: (record) => journal.add(toRequestEntry(record, links)),
  });
  const outputs = { ...template.stack.outputs, ...localOutputs(ports, host, dynamoDb.endpoint, userPool) };
  const storefront = await startStorefront(options, ports, template, outputs);
  const inspector = await startInspector({ journal, folder: options.inspectorFolder, ...reachOf(ports, host) });
  writeOutputs(join(stateFolder, 'outputs.json'), outputs);

  return {
    outputs,
    addresses: listForPeople(ports, options, template),
    support: template.support,
    engine: dynamoDb.engine,
    reload: async () => {
      const changed = readLocalTemplate(options, ports);
      for (const definition of functionsOf(changed, options)) lambda.replaceFunction(definition);
      apis.replace(changed.stack);
      await userPool?.replace(readUserPools(changed.stack));
      await streams.replace(readEventSourceMappings(changed.stack));
    },
    stop: async () => {
      await streams.stop();
      await Promise.all([storefront.close(), inspector.close(), apis.close(), userPool?.close()]);
      await lambda.stop();
      await dynamoDb.stop();
      lock.release();
    },
  };
}

function startTables(options: StartOptions, { stack }: LocalTemplate, ports: Ports, lock: DataFolderLock) {
  const { host, stateFolder, log } = options;
  return startDynamoDb({
    ...{ port: ports.dynamoDb, host, lock, log },
    dataFolder: join(stateFolder, 'dynamodb'),
    tables: readTables(stack),
    endpoint: options.dynamoDbEndpoint,
  });
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

/** Where the SDK in a function finds the services that run here. */
function toEndpoints(dynamoDbEndpoint: string, userPool: UserPoolService | undefined): Record<string, string> {
  const forUserPool = userPool && { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: userPool.url };
  return { AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint, ...forUserPool };
}

function toBackends(
  lambda: LambdaService,
  dynamoDbEndpoint: string,
  userPool: UserPoolService | undefined,
  links: InvocationLinks,
): Backends {
  const endpoints = new Map([
    ['dynamodb', dynamoDbEndpoint],
    ['cognito-idp', userPool?.url],
  ]);
  return {
    invokeLambda: async (target, payload, invocationType) => {
      const result = await lambda.invoke(target, payload, { invocationType });
      links.add(payload, result.requestId);
      return result;
    },
    serviceEndpoint: (service) => endpoints.get(service),
    userPool: (arn) => userPool?.findIssuer(arn),
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

function localOutputs(
  ports: Ports,
  host: string,
  dynamoDbEndpoint: string,
  userPool: UserPoolService | undefined,
): Record<string, string> {
  return {
    ...(userPool && { UserPoolEndpoint: userPool.url }),
    DynamoDbEndpoint: dynamoDbEndpoint,
    InspectorUrl: toLocalOrigin(host, ports.inspector),
  };
}

/** The storefront's pages and the inspector's own may read what others sent; no other site may. */
function reachOf({ storefront, inspector, restApi, httpApi }: Ports, host: string) {
  const hosts = ['localhost', '127.0.0.1', '[::1]', toUrlHost(host)];
  return {
    host,
    port: inspector,
    allowedHosts: hosts.map((name) => `${name}:${inspector}`),
    allowedOrigins: hosts.flatMap((name) => [`http://${name}:${storefront}`, `http://${name}:${inspector}`]),
    apis: [
      { type: 'REST', origin: toLocalOrigin(host, restApi) },
      { type: 'HTTP', origin: toLocalOrigin(host, httpApi) },
    ],
  };
}

function listForPeople(ports: Ports, place: Place, { stack }: LocalTemplate) {
  const { host } = place;
  const pools = stack.resources('AWS::Cognito::UserPool').slice(0, 1);
  return [
    { what: 'Storefront', url: toLocalOrigin(host, ports.storefront) },
    ...listApis(stack, ports, host),
    ...pools.map(() => ({ what: 'User pool', url: toLocalOrigin(host, ports.userPool) })),
    { what: 'DynamoDB', url: toDynamoDbOrigin(place, ports) },
    { what: 'Inspector', url: toLocalOrigin(host, ports.inspector) },
  ];
}

function listWarnings({ host, reset, dynamoDbEndpoint }: StartOptions): readonly string[] {
  return [
    ...(isLoopback(host)
      ? []
      : [`Warning: ${host} is open to the network, and so are this database and its user pool's keys.`]),
    ...(reset && dynamoDbEndpoint
      ? [`--reset leaves the database at ${dynamoDbEndpoint} (DYNAMODB_ENDPOINT) alone.`]
      : []),
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
