/** Asks the shop something, and takes whatever comes back for an answer. */

import { setTimeout as wait } from 'node:timers/promises';
import { Agent, type Dispatcher, request } from 'undici';

export interface Asked {
  readonly method?: Dispatcher.HttpMethod;
  /** A token, where the route wants one. */
  readonly token?: string;
  readonly body?: unknown;
}

export interface Answered {
  /** 0 where no answer came. */
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const PATIENCE_MS = 35_000;
const dispatcher = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS, connections: 64 });

/** Never rejects. */
export async function ask(url: string, { method = 'GET', token, body }: Asked = {}): Promise<Answered> {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const headers = { 'Content-Type': 'application/json', ...authorization };
  try {
    const reply = await request(url, {
      dispatcher,
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: reply.statusCode, text: await reply.body.text(), headers: reply.headers };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error), headers: {} };
  }
}

/** A failure that says in words what it is, to pages of another origin too. */
export function isClearFailure({ text, headers }: Answered): boolean {
  return headers['access-control-allow-origin'] !== undefined && /^\s*\{\s*"message":\s*"[^"]/.test(text);
}

/** How long it took; undefined when it did not come to pass. */
export async function untilTrue(
  withinMs: number,
  isTrue: () => boolean | Promise<boolean>,
): Promise<number | undefined> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < withinMs) {
    if (await isTrue()) return performance.now() - startedAt;
    await wait(20);
  }
  return undefined;
}
