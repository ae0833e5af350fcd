/** Runs one vector of kind `ws`: starts its API on a port and plays its script, comparing after each step. */

import type { RequestRecord } from '../../local/api-gateway/record.ts';
import type { WebSocketStageDefinition } from '../../local/websocket-api/definition.ts';
import { toWebSocketApiDefinition } from '../../local/websocket-api/read-api.ts';
import { startWebSocketApi } from '../../local/websocket-api/server.ts';
import { checkStep, type StepOutcome } from './check-ws.ts';
import { createMatcher, type Difference } from './expectations.ts';
import { authorizerUri, createFakeFunctions, routeUri } from './fake-functions.ts';
import { findAt } from './json-path.ts';
import { fillIn, mintTokens } from './placeholders.ts';
import { type Lines, type RawAnswer, sendRaw } from './raw-client.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { getMembers, isMembers, type Members, type Vector, VectorError } from './vectors.ts';
import { connectWs, sendText, type WsClient } from './ws-client.ts';

const API_ID = 'conform123';
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0';

export async function runWs(vector: Vector, issuer: TokenIssuer): Promise<Difference[]> {
  const input = fillIn(vector.input, { API_ID, ISSUER: issuer.issuer });
  const api = getMembers(input, 'api', vector.id);
  const stage = toStage(api);
  const records: RequestRecord[] = [];
  const post = async (connectionId: string) =>
    (await manage(server.port, stage.stageName, { op: 'POST', body: 'x' }, connectionId)).status;
  const fake = createFakeFunctions(toList(api.routes), isMembers(api.Authorizers) ? api.Authorizers : {}, post);
  const onRecord = (record: RequestRecord) => records.push(record);
  const server = await startWebSocketApi({ stages: [stage], backends: fake.backends, port: 0, onRecord });
  const player = new Player(server.port, stage.stageName, records, issuer);
  const matcher = createMatcher();
  const differences: Difference[] = [];
  try {
    const expected = toList(vector.expect.steps);
    for (const [index, action] of toList(input.script).entries()) {
      const since = { invocations: fake.invocations.length, authorizerEvents: fake.authorizerEvents.length };
      const outcome = await player.play(action);
      const found = await checkStep(expected[index] ?? {}, outcome, fake, since, matcher);
      differences.push(...found.map((difference) => ({ ...difference, path: `steps[${index}].${difference.path}` })));
    }
    return differences;
  } finally {
    player.stop();
    await server.close();
  }
}

class Player {
  readonly #port: number;
  readonly #stageName: string;
  readonly #records: readonly RequestRecord[];
  readonly #issuer: TokenIssuer;
  #client: WsClient | undefined;

  constructor(port: number, stageName: string, records: readonly RequestRecord[], issuer: TokenIssuer) {
    this.#port = port;
    this.#stageName = stageName;
    this.#records = records;
    this.#issuer = issuer;
  }

  async play(action: Members): Promise<StepOutcome> {
    if (action.do === 'connect') return { client: await this.#connect(action), framesBefore: 0 };
    const client = this.#client;
    if (client === undefined) throw new VectorError('A script has to connect first');
    const framesBefore = client.frames.length;
    if (action.do === 'send') send(client, action);
    else if (action.do === 'close') await close(client, action.code);
    else if (action.do === 'manage') return { client, framesBefore, http: await this.#manage(action) };
    else throw new VectorError(`"do": ${JSON.stringify(action.do)} is not known`);
    return { client, framesBefore };
  }

  stop(): void {
    this.#client?.socket.terminate();
  }

  async #connect(action: Members): Promise<WsClient> {
    const query = typeof action.query === 'string' ? `?${action.query}` : '';
    const given = (Array.isArray(action.headers) ? action.headers : []) as Lines;
    const headers = given.map(
      ([name, value]) => [name, mintTokens(value, this.#issuer, 'conformance-client')] as const,
    );
    this.#client = await connectWs(`ws://127.0.0.1:${this.#port}/${this.#stageName}${query}`, headers);
    return this.#client;
  }

  /** The open connection and the closed one are both the script's latest. */
  #manage(action: Members): Promise<RawAnswer> {
    const latest = this.#records.filter(({ method }) => method === 'CONNECT').at(-1);
    const own = String(findAt(latest?.checkpoints.methodRequest.parameters, 'connectionId'));
    const { connection } = action;
    const connectionId = connection === '@self' || connection === '@closed' ? own : String(connection);
    return manage(this.#port, this.#stageName, action, connectionId);
  }
}

function send({ socket }: WsClient, { text, textRepeat, binaryBase64, frameSize }: Members): void {
  const size = typeof frameSize === 'number' ? frameSize : undefined;
  if (typeof binaryBase64 === 'string') socket.send(Buffer.from(binaryBase64, 'base64'), { binary: true });
  else sendText(socket, typeof text === 'string' ? text : repeat(textRepeat), size);
}

async function close({ socket }: WsClient, code: unknown): Promise<void> {
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.close(typeof code === 'number' ? code : undefined);
  await closed;
}

function manage(port: number, stageName: string, action: Members, connectionId: string): Promise<RawAnswer> {
  const path =
    action.encode === true ? `%40connections/${encodeURIComponent(connectionId)}` : `@connections/${connectionId}`;
  const body = Buffer.from(typeof action.body === 'string' ? action.body : repeat(action.bodyRepeat));
  const headers: Lines = action.unsigned === true ? [] : [['Authorization', SIGNATURE]];
  return sendRaw(port, { method: String(action.op), target: `/${stageName}/${path}`, headers, body });
}

const repeat = (pair: unknown): string => (Array.isArray(pair) ? String(pair[0]).repeat(Number(pair[1])) : '');

function toStage(api: Members): WebSocketStageDefinition {
  const authorizers = Object.entries(isMembers(api.Authorizers) ? api.Authorizers : {}).map(([name, properties]) => [
    name,
    { ...(isMembers(properties) ? properties : {}), AuthorizerUri: authorizerUri(name) },
  ]);
  const routes = toList(api.routes).map((route, index) => ({
    ...route,
    Integration: {
      IntegrationType: 'AWS_PROXY',
      ...(isMembers(route.Integration) ? route.Integration : {}),
      IntegrationUri: routeUri(index),
    },
  }));
  const variables = Object.entries(isMembers(api.stageVariables) ? api.stageVariables : {});
  return {
    stageName: String(api.stageName),
    api: toWebSocketApiDefinition({
      apiId: API_ID,
      name: 'conformance',
      routeSelectionExpression: String(api.RouteSelectionExpression),
      models: isMembers(api.Models) ? api.Models : {},
      authorizers: Object.fromEntries(authorizers),
      routes,
    }),
    variables: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    routeThrottles: new Map(),
  };
}

const toList = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);
