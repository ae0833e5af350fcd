/** The REST API of the compiled template over HTTP, in front of the real functions, the real engine and a token issuer. */

import { readFileSync } from 'node:fs';
import { startRestApi } from '../../local/rest-api/server.ts';
import { readStages } from '../../local/rest-api/template/read-stages.ts';
import { readStack } from '../../local/stack/stack.ts';
import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { readTables } from './service-file.ts';
import { type Shop, startShop } from './shop.ts';

export interface Call {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it
  readonly body: any;
}

export interface RestShop {
  readonly shop: Shop;
  readonly pool: TokenIssuer;
  /** The id of the one client whose tokens are taken. */
  readonly clientId: string;
  /** An ID token as the user pool would give it. */
  tokenOf(userId: string, claims?: Readonly<Record<string, unknown>>): string;
  call(path: string, call?: Call): Promise<Answer>;
  stop(): Promise<void>;
}

const TEMPLATE = '.build/template/cloudformation-template-update-stack.json';

export async function startRestShop(): Promise<RestShop> {
  const [shop, pool] = [await startShop(), await startTokenIssuer()];
  const stack = readStack(readTemplate(), {
    stackName: 'bookstore-dev',
    region: 'us-east-1',
    accountId: '123456789012',
  });
  const clientId = String(stack.outputs.UserPoolClientId);
  Object.assign(process.env, { USER_POOL_ISSUER: pool.issuer, USER_POOL_CLIENT_ID: clientId });
  const server = await startRestApi({
    port: 0,
    stages: readStages(stack),
    backends: {
      invokeLambda: (target, payload) => invoke(shop, target, payload),
      serviceEndpoint: () => process.env.AWS_ENDPOINT_URL_DYNAMODB,
      userPool: () => ({ issuer: pool.issuer, jwksUri: pool.jwksUri }),
      now: Date.now,
      random: Math.random,
    },
  });
  return {
    shop,
    pool,
    clientId,
    tokenOf: (sub, claims = {}) => pool.mint({ sub, name: 'Some Reader', ...claims }, clientId),
    call: async (path, { method = 'GET', token, body, headers = {} } = {}) => {
      const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
      const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${server.url}/dev${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...authorization, ...headers },
        ...(payload === undefined ? {} : { body: payload }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    stop: async () => {
      await server.close();
      await pool.close();
      await shop.stop();
    },
  };
}

/** Tables go by their logical ids in tests. */
function readTemplate(): unknown {
  const names = new Set(readTables().map(({ TableName }) => TableName));
  return JSON.parse(readFileSync(TEMPLATE, 'utf8'), (_key, value) =>
    names.has(value?.Ref) && Object.keys(value).length === 1 ? value.Ref : value,
  );
}

async function invoke(shop: Shop, target: string, payload: string) {
  const functionName = /bookstore-dev-(\w+)/.exec(target)?.[1] ?? '';
  const run = await shop.load<(event: never) => Promise<unknown>>(functionName);
  try {
    return { payload: JSON.stringify(await run(JSON.parse(payload) as never)) };
  } catch (error) {
    const { name, message } = error as Error;
    return { payload: JSON.stringify({ errorType: name, errorMessage: message }), functionError: 'Unhandled' };
  }
}
