/** The REST API of the compiled template, with its real functions, on an engine whose every call is metered. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { callDynamoDb } from '../../local/dynamodb/client.ts';
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { readTables, type TableDefinition } from '../../local/dynamodb/table-definition.ts';
import { readFunctions } from '../../local/lambda/definition.ts';
import { type LambdaService, startLambda } from '../../local/lambda/lambda-service.ts';
import { ACCOUNT_ID, REGION } from '../../local/main-template.ts';
import { startRestApi } from '../../local/rest-api/server.ts';
import { readStages } from '../../local/rest-api/template/read-stages.ts';
import { closeServer } from '../../local/server/close.ts';
import { listen } from '../../local/server/listen.ts';
import { createAddressBook } from '../../local/stack/addresses.ts';
import { withLocalAddresses } from '../../local/stack/local-stack.ts';
import { readStack, type Stack } from '../../local/stack/stack.ts';
import { startTokenIssuer, type TokenIssuer } from '../../tests/conformance/token-issuer.ts';
import { type MeteredCall, startMeter } from './meter.ts';

export interface Request {
  readonly method?: string;
  /** Who asks; nobody in particular unless given. */
  readonly userId?: string;
  /** Asks as a member of staff. */
  readonly isStaff?: boolean;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface MeteredShop {
  /** The engine's name and version. */
  readonly engine: string;
  /** Asks the REST API. Throws when the answer has another status than `expected`. */
  call(expected: number, path: string, request?: Request): Promise<Readonly<Record<string, unknown>>>;
  /** Runs a function as its trigger would. Throws when the function fails. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Calls the engine past the meter. */
  ask(action: string, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** What `act` had DynamoDB do, call by call. */
  measure(act: () => Promise<unknown>): Promise<readonly MeteredCall[]>;
  /** The physical name of a table. */
  nameOf(logicalId: string): string;
  stop(): Promise<void>;
}

/** `dataFolder` keeps the tables. What `npm start` builds has to be there. */
export async function startMeteredShop(templateFile: string, dataFolder: string): Promise<MeteredShop> {
  const template: unknown = JSON.parse(readFileSync(templateFile, 'utf8'));
  const compiled = readStack(template, { stackName: 'bookstore-dev', region: REGION, accountId: ACCOUNT_ID });
  const engine = await startDynamoDb({ port: 0, dataFolder, tables: withoutStreams(compiled), log: () => {} });
  const meter = await startMeter(engine.endpoint);
  const pool = await startTokenIssuer(`/${compiled.outputs.UserPoolId}`);
  const listeners = await startListeners();
  const stack = withLocalPlaces(compiled, new URL(pool.issuer).origin, listeners.origin);
  const lambda = startFunctions(stack, meter.endpoint);
  const restApi = await startApi(stack, lambda, meter.endpoint, pool);
  const tokenFor = (request: Request) => toToken(request, pool, String(stack.outputs.UserPoolClientId));
  return {
    engine: engine.engine,
    call: (expected, path, request = {}) => call(expected, `${restApi.url}/dev${path}`, request, tokenFor(request)),
    invoke: async (functionName, event) => {
      const result = await lambda.invoke(`bookstore-dev-${functionName}`, JSON.stringify(event));
      if (result.functionError !== undefined) throw new Error(`${functionName} failed: ${result.payload}`);
      return JSON.parse(result.payload);
    },
    ask: (action, input) => callDynamoDb(engine.endpoint, action, input),
    measure: meter.measure,
    nameOf: (logicalId) => stack.findResource(logicalId)?.physicalId ?? '',
    stop: async () => {
      await restApi.close();
      await lambda.stop();
      await Promise.all([meter.stop(), pool.close(), listeners.stop()]);
      await engine.stop();
    },
  };
}

/** Nobody reads them here: the function behind the stream is run by hand, so that its calls are counted apart. */
function withoutStreams(stack: Stack): readonly TableDefinition[] {
  return readTables(stack).map(({ StreamSpecification: _stream, ...table }) => table);
}

function withLocalPlaces(stack: Stack, issuer: string, listeners: string): Stack {
  const webSocketApi = String(new URL(stack.outputs.WebSocketUrl ?? '').host);
  const places = [
    { awsHost: `cognito-idp.${REGION}.amazonaws.com`, localOrigin: issuer },
    { awsHost: webSocketApi, localOrigin: listeners },
  ];
  return withLocalAddresses(stack, createAddressBook(places));
}

/** Stands for all who are connected to the WebSocket API: whatever is sent to them arrives. */
async function startListeners(): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => request.resume().on('end', () => response.end()));
  const port = await listen(server, { port: 0, host: '127.0.0.1', what: 'listeners' });
  return { origin: `http://127.0.0.1:${port}`, stop: () => closeServer(server, 0) };
}

function startFunctions(stack: Stack, dynamoDbEndpoint: string): LambdaService {
  const sources = { artifactFolder: '.build/functions', region: REGION, accountId: ACCOUNT_ID };
  return startLambda({
    ...readFunctions(stack.resources(), sources),
    region: REGION,
    accountId: ACCOUNT_ID,
    workerFile: pathToFileURL('.build/local/worker.mjs'),
    environment: { AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint },
    log: () => {},
  });
}

function startApi(stack: Stack, lambda: LambdaService, dynamoDbEndpoint: string, pool: TokenIssuer) {
  return startRestApi({
    port: 0,
    stages: readStages(stack),
    backends: {
      invokeLambda: (target, payload, invocationType) => lambda.invoke(target, payload, { invocationType }),
      serviceEndpoint: () => dynamoDbEndpoint,
      userPool: () => ({ issuer: pool.issuer, jwksUri: pool.jwksUri }),
      now: Date.now,
      random: Math.random,
    },
  });
}

function toToken({ userId, isStaff }: Request, pool: TokenIssuer, clientId: string): string | undefined {
  if (isStaff) return pool.mint({ sub: 'staff', name: 'Stan', 'cognito:groups': ['admins'] }, clientId);
  return userId === undefined ? undefined : pool.mint({ sub: userId, name: 'Ann Reader' }, clientId);
}

async function call(expected: number, url: string, { method = 'GET', body, headers }: Request, token?: string) {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...authorization, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== expected) throw new Error(`${method} ${url} answers ${response.status}: ${text}`);
  return text.startsWith('{') ? JSON.parse(text) : {};
}
