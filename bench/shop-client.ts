/** Speaks to a running shop over the network, as many at once as one likes. */

import { Pool } from 'undici';

export interface Request {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** An ID token. */
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ShopClient {
  /** Rejects when no answer comes, such as when the shop is killed meanwhile. */
  ask(path: string, request?: Request): Promise<Answer>;
  /** The body of an answer with this status; rejects at any other. */
  expect(status: number, path: string, request?: Request): Promise<Answer['body']>;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 512;
const PATIENCE_MS = 30_000;

/** `restApiUrl` is the output of that name, with its stage. */
export function createShopClient(restApiUrl: string): ShopClient {
  const { port, pathname } = new URL(restApiUrl);
  const pool = new Pool(`http://127.0.0.1:${port}`, {
    connections: MOST_CONNECTIONS,
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
  });
  const ask = async (path: string, { method = 'GET', token, body, headers = {} }: Request = {}): Promise<Answer> => {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const reply = await pool.request({
      method,
      path: `${pathname}${path}`,
      headers: { 'Content-Type': 'application/json', ...authorization, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await reply.body.text();
    return { status: reply.statusCode, body: text.startsWith('{') ? JSON.parse(text) : {} };
  };
  return {
    ask,
    expect: async (status, path, request) => {
      const answer = await ask(path, request);
      if (answer.status === status) return answer.body;
      throw new Error(`${request?.method ?? 'GET'} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    close: () => pool.destroy(),
  };
}
