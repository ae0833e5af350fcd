/** REST API and HTTP API of the compiled template over the network, with real functions, a real engine and a token issuer. */

import { readFileSync } from 'node:fs';
import { startHttpApi } from '../../local/http-api/server.ts';
import { readHttpStages } from '../../local/http-api/template/read-stages.ts';
import { withoutThrottle } from '../../local/rest-api/admission/without-throttle.ts';
import type { Backends } from '../../local/rest-api/backends.ts';
import { startRestApi } from '../../local/rest-api/server.ts';
import { readStages } from '../../local/rest-api/template/read-stages.ts';
import { createAddressBook } from '../../local/stack/addresses.ts';
import { withLocalAddresses } from '../../local/stack/local-stack.ts';
import { readStack } from '../../local/stack/stack.ts';
import { startTokenIssuer, type TokenIssuer } from '../conformance/token-issuer.ts';
import { readTables } from './service-file.ts';
import { type Shop, startShop } from './shop.ts';

export interface Call {
  /** The REST API unless said otherwise. */
  readonly api?: 'rest' | 'http';
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
  /** The origin whose pages may read the answers. */
  readonly storefront: string;
  /** An ID token as the user pool would give it. */
  tokenOf(userId: string, claims?: Readonly<Record<string, unknown>>): string;
  /** An access token as the user pool would give it. */
  accessTokenOf(userId: string, claims?: Readonly<Record<string, unknown>>): string;
  call(path: string, call?: Call): Promise<Answer>;
  stop(): Promise<void>;
}

const REGION = 'us-east-1';
const TEMPLATE = '.build/template/cloudformation-template-update-stack.json';

export async function startRestShop(): Promise<RestShop> {
  const shop = await startShop();
  const compiled = readStack(readTemplate(), { stackName: 'bookstore-dev', region: REGION, accountId: '123456789012' });
  const pool = await startTokenIssuer(`/${compiled.outputs.UserPoolId}`);
  const awsHost = `cognito-idp.${REGION}.amazonaws.com`;
  const stack = withLocalAddresses(
    compiled,
    createAddressBook([{ awsHost, localOrigin: new URL(pool.issuer).origin }]),
  );
  const clientId = String(stack.outputs.UserPoolClientId);
  Object.assign(process.env, { USER_POOL_ISSUER: pool.issuer, USER_POOL_CLIENT_ID: clientId });
  const backends = toBackends(shop, pool);
  // Tests write faster than all customers together may.
  const rest = await startRestApi({ port: 0, stages: readStages(stack).map(withoutThrottle), backends });
  const http = await startHttpApi({ port: 0, stages: readHttpStages(stack), backends });
  return {
    shop,
    pool,
    clientId,
    storefront: String(stack.outputs.StorefrontUrl),
    tokenOf: (sub, claims = {}) => pool.mint({ sub, name: 'Some Reader', ...claims }, clientId),
    accessTokenOf: (sub, claims = {}) =>
      pool.mint({ sub, token_use: 'access', scope: 'aws.cognito.signin.user.admin', ...claims }, clientId),
    call: async (path, { api = 'rest', method = 'GET', token, body, headers = {} } = {}) => {
      const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
      const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${api === 'rest' ? `${rest.url}/dev` : http.url}${path}`, {
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
      await Promise.all([rest.close(), http.close()]);
      await pool.close();
      await shop.stop();
    },
  };
}

export function toBackends(shop: Shop, pool: TokenIssuer): Backends {
  return {
    invokeLambda: (target, payload) => invoke(shop, target, payload),
    serviceEndpoint: () => process.env.AWS_ENDPOINT_URL_DYNAMODB,
    userPool: () => ({ issuer: pool.issuer, jwksUri: pool.jwksUri }),
    now: Date.now,
    random: Math.random,
  };
}

/** Tables go by their logical ids in tests. */
export function readTemplate(): unknown {
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
