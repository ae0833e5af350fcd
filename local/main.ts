/** AWS on your machine: reads a compiled CloudFormation template and runs it. This file is the recipe; each folder is a service. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DataFolderLock, lockDataFolder } from './dynamodb/data-folder-lock.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { readTables } from './dynamodb/table-definition.ts';
import { readEventSourceMappings } from './event-source/read-mappings.ts';
import type { EventSources } from './event-source/start-event-sources.ts';
import { startInspector } from './inspector/inspector-server.ts';
import { createJournal, type Journal } from './inspector/journal.ts';
import { readFunctions } from './lambda/definition.ts';
import { type LambdaService, startLambda } from './lambda/lambda-service.ts';
import { isMetricLine } from './lambda/log-format.ts';
import { listForPeople, listWarnings, localOutputs, reachOf } from './main-addresses.ts';
import { listApiKeys, type RunningApis, startApis } from './main-apis.ts';
import { createRewrite, type RunningEdge, startEdge } from './main-edge.ts';
import { startStreams } from './main-event-sources.ts';
import { InvocationLinks, toInvocationEntry, toRequestEntry } from './main-journal.ts';
import { claimPorts, type Ports, toLocalOrigin } from './main-ports.ts';
import { explainStateError, forgetState, takeSecretSeed, writeApiKeys, writeOutputs } from './main-state.ts';
import { ACCOUNT_ID, type LocalTemplate, REGION, readLocalTemplate, type TemplateSource } from './main-template.ts';
import { startUserPools } from './main-user-pool.ts';
import type { Backends } from './rest-api/backends.ts';
import { findAddress } from './server/hosts.ts';
import { type Shutdown, startTogether } from './server/shutdown.ts';
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
  /** Gives the functions that can't be stopped: they end with this process, which must not wait for them. */
  stop(): Promise<readonly string[]>;
}

/** Throws an error with a code and a sentence that says what to do, such as PortTakenError; then nothing is left running. */
export async function startStack(given: StartOptions): Promise<RunningStack> {
  // Lambda's clock shows UTC, and worker threads share this process's.
  process.env.TZ = 'UTC';
  const host = await findAddress(given.host);
  try {
    return await startTogether((shutdown) => startServices({ ...given, host }, shutdown));
  } catch (error) {
    throw explainStateError(error, given.stateFolder);
  }
}

async function startServices(options: StartOptions, shutdown: Shutdown): Promise<RunningStack> {
  const { host, stateFolder, reset = false, log } = options;
  const lock = await lockDataFolder(stateFolder);
  shutdown.add(lock.release);
  const ports = await claimPorts(options.firstPort, options);
  const source = { ...options, secretSeed: takeSecretSeed(stateFolder, reset) };
  const template = readLocalTemplate(source, ports);
  if (reset) forgetState(stateFolder);
  for (const warning of listWarnings(options, reset)) log(warning);

  const [journal, links] = [createJournal(), new InvocationLinks()];
  const dynamoDb = await startTables(options, template, ports, lock);
  shutdown.add(dynamoDb.stop);
  const { allowedOrigins } = reachOf(ports, host);
  const userPool = await startUserPools(template.stack, { ports, host, stateFolder, allowedOrigins, journal, log });
  shutdown.add(() => userPool?.close());
  const lambda = startFunctions(options, template, journal, toEndpoints(dynamoDb.endpoint, userPool));
  let deaf: readonly string[] = [];
  shutdown.add(async () => {
    deaf = await lambda.stop();
  });
  const streams = startStreams(template.stack, { dynamoDb, lambda, stateFolder, journal, log });
  shutdown.add(streams.stop);
  const apis = await startApis({
    ...{ stack: template.stack, ports, host, log, unthrottled: options.unthrottled },
    backends: toBackends(lambda, dynamoDb.endpoint, userPool, links),
    onRecord: (record) => journal.add(toRequestEntry(record, links)),
  });
  shutdown.add(apis.close);
  const edge = await startEdge(template, { ports, host, log });
  shutdown.add(() => edge?.close());
  const outputs = { ...template.stack.outputs, ...localOutputs(ports, host, dynamoDb.endpoint, userPool) };
  await startPages(options, ports, template, { outputs, journal }, shutdown);
  writeOutputs(stateFolder, outputs);
  writeApiKeys(stateFolder, listApiKeys(template.stack));
  const reload = () => reloadAll(readLocalTemplate(source, ports), options, { lambda, apis, edge, userPool, streams });
  const addresses = listForPeople(ports, options, template);
  const stop = () => shutdown.run().then(() => deaf);
  return { outputs, addresses, support: template.support, engine: dynamoDb.engine, reload, stop };
}

interface Reloaded {
  readonly lambda: LambdaService;
  readonly apis: RunningApis;
  readonly edge: RunningEdge | undefined;
  readonly userPool: UserPoolService | undefined;
  readonly streams: EventSources;
}

async function reloadAll(
  changed: LocalTemplate,
  options: StartOptions,
  { lambda, apis, edge, userPool, streams }: Reloaded,
): Promise<void> {
  for (const definition of functionsOf(changed, options)) lambda.replaceFunction(definition);
  apis.replace(changed.stack);
  edge?.replace(changed);
  await userPool?.replace(readUserPools(changed.stack));
  await streams.replace(readEventSourceMappings(changed.stack));
  writeApiKeys(options.stateFolder, listApiKeys(changed.stack));
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
    log: (functionName, line) => {
      // For people; the inspector shows the others, too.
      if (!isMetricLine(line)) options.log(`${functionName}: ${line}`);
    },
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

interface Shown {
  readonly outputs: Readonly<Record<string, string>>;
  readonly journal: Journal;
}

/** The storefront, and the inspector beside it. */
async function startPages(
  options: StartOptions,
  ports: Ports,
  template: LocalTemplate,
  { outputs, journal }: Shown,
  shutdown: Shutdown,
): Promise<void> {
  const storefront = await startStorefront(options, ports, template, outputs);
  shutdown.add(storefront.close);
  const reach = reachOf(ports, options.host);
  const inspector = await startInspector({ journal, folder: options.inspectorFolder, ...reach });
  shutdown.add(inspector.close);
}

function startStorefront(
  { host, storefrontFolder, log }: StartOptions,
  { storefront: port, inspector }: Ports,
  { stack, addresses }: LocalTemplate,
  outputs: Readonly<Record<string, string>>,
) {
  const hosting = findHosting(stack);
  const { 'Content-Security-Policy': policy, ...headers } = hosting?.headers ?? {};
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
    rewrite: createRewrite(stack, hosting?.logicalId, log),
  });
}
