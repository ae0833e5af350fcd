/** The WebSocket API of the compiled template over the network, with real functions, a real engine and a token issuer. */

import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { readStack } from '../../local/stack/stack.ts';
import { startWebSocketApi } from '../../local/websocket-api/server.ts';
import { readWebSocketStages } from '../../local/websocket-api/template/read-stages.ts';
import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { readTemplate, toBackends } from './rest-shop.ts';
import { type Shop, startShop } from './shop.ts';

export interface ChatShop {
  readonly shop: Shop;
  readonly pool: TokenIssuer;
  /** The id of the one client whose tokens are taken. */
  readonly clientId: string;
  /** An ID token as the user pool would give it. */
  tokenOf(userId: string, claims?: Readonly<Record<string, unknown>>): string;
  /** Whatever the answer to the upgrade is. */
  knock(protocols: readonly string[], query?: string): Promise<Upgrade>;
  /** Rejects unless the connection opens. */
  connect(token: string): Promise<ChatClient>;
  stop(): Promise<void>;
}

/** `status` is 101 for a connection, which is closed at once. */
export interface Upgrade {
  readonly status: number;
  readonly protocol: string;
  readonly body: string;
}

// biome-ignore lint/suspicious/noExplicitAny: a frame is whatever JSON arrives; the tests say what they expect of it
type Frame = any;

export interface ChatClient {
  readonly socket: WebSocket;
  /** Sends it as it is, and waits for the next frame. */
  ask(text: string | object): Promise<Frame>;
  /** All that came beside answers. Waits until there are so many. */
  heard(count: number): Promise<readonly Frame[]>;
}

const REGION = 'us-east-1';

export async function startChatShop(): Promise<ChatShop> {
  const shop = await startShop();
  const stack = readStack(readTemplate(), { stackName: 'bookstore-dev', region: REGION, accountId: '123456789012' });
  const pool = await startTokenIssuer(`/${stack.outputs.UserPoolId}`);
  const clientId = String(stack.outputs.UserPoolClientId);
  const server = await startWebSocketApi({
    port: 0,
    stages: readWebSocketStages(stack),
    backends: toBackends(shop, pool),
  });
  const url = `${server.url}/dev`;
  Object.assign(process.env, {
    USER_POOL_ISSUER: pool.issuer,
    USER_POOL_CLIENT_ID: clientId,
    CONNECTIONS_ENDPOINT: url.replace('ws:', 'http:'),
  });
  return {
    ...{ shop, pool, clientId },
    tokenOf: (sub, claims = {}) => pool.mint({ sub, name: 'Some Reader', ...claims }, clientId),
    knock: (protocols, query = '') => knock(`${url}${query}`, protocols),
    connect: (token) => connect(url, token),
    stop: async () => {
      await server.close();
      await pool.close();
      await shop.stop();
    },
  };
}

function knock(url: string, protocols: readonly string[]): Promise<Upgrade> {
  // As one header, since the library would not send what no browser would offer.
  const headers = protocols.length > 0 ? { 'Sec-WebSocket-Protocol': protocols.join(', ') } : {};
  const socket = new WebSocket(url, { headers });
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    socket.on('upgrade', (response) => {
      answer = response;
    });
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, protocol: '', body }));
    });
    const accept = (response: IncomingMessage): void => {
      socket.terminate();
      resolve({ status: 101, protocol: response.headers['sec-websocket-protocol'] ?? '', body: '' });
    };
    socket.on('open', () => answer && accept(answer));
    // The library asked for no subprotocol, and finds one in the answer.
    socket.on('error', (error) => (answer ? accept(answer) : reject(error)));
  });
}

async function connect(url: string, token: string): Promise<ChatClient> {
  const socket = new WebSocket(url, ['bookstore', token]);
  const heard: Frame[] = [];
  let answer: ((frame: Frame) => void) | undefined;
  let onClose: (code: number) => void = () => {};
  socket.on('close', (code) => onClose(code));
  socket.on('message', (data) => {
    const frame: Frame = JSON.parse(data.toString());
    if (answer) answer(frame);
    else heard.push(frame);
    answer = undefined;
  });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return {
    socket,
    ask: (text) =>
      new Promise((resolve, reject) => {
        answer = resolve;
        onClose = (code) => reject(new Error(`It was closed with ${code}.`));
        socket.send(typeof text === 'string' ? text : JSON.stringify(text));
      }),
    heard: async (count) => {
      for (let waits = 0; heard.length < count && waits < 500; waits += 1)
        await new Promise((it) => setTimeout(it, 10));
      return heard.splice(0);
    },
  };
}
