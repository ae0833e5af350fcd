/** Somebody who wants nothing but a few pages, again and again, while something goes wrong elsewhere. */

import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { percentile } from '../statistics.ts';

export interface Seen {
  readonly asked: number;
  /** Whatever was not the answer of before, and how many there were of each. */
  readonly wrongs: ReadonlyMap<string, number>;
  readonly p99InMs: number;
  readonly worstInMs: number;
}

export interface Bystander {
  stop(): Promise<Seen>;
}

interface Page {
  readonly url: string;
  /** As it was before anything went wrong. */
  readonly text: string;
}

const PAUSE_MS = 10;
const PATIENCE_MS = 30_000;

/** Asks one after the other, and knows the right answers from the first round. Throws when one of those is not a 200. */
export async function startBystander(urls: readonly string[]): Promise<Bystander> {
  const dispatcher = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  const pages: readonly Page[] = await Promise.all(urls.map((url) => open(url, dispatcher)));
  const latencies: number[] = [];
  const wrongs = new Map<string, number>();
  let isOver = false;
  const asking = askOnAndOn();

  async function askOnAndOn(): Promise<void> {
    for (let number = 0; !isOver || number < pages.length; number++) {
      const page = pages[number % pages.length] ?? { url: '', text: '' };
      const startedAt = performance.now();
      const wrong = await findWrong(page, dispatcher);
      latencies.push(performance.now() - startedAt);
      if (wrong !== undefined) wrongs.set(wrong, (wrongs.get(wrong) ?? 0) + 1);
      await wait(PAUSE_MS);
    }
  }

  return {
    stop: async () => {
      isOver = true;
      await asking;
      await dispatcher.destroy();
      const worstInMs = Math.max(...latencies);
      return { asked: latencies.length, wrongs, p99InMs: percentile(latencies, 0.99), worstInMs };
    },
  };
}

async function open(url: string, dispatcher: Agent): Promise<Page> {
  const { statusCode, body } = await request(url, { dispatcher });
  const text = await body.text();
  if (statusCode === 200) return { url, text };
  throw new Error(`${url} answers ${statusCode} before anything has gone wrong: ${text}`);
}

async function findWrong({ url, text }: Page, dispatcher: Agent): Promise<string | undefined> {
  const { pathname } = new URL(url);
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    const found = await body.text();
    if (statusCode !== 200) return `${pathname} ${statusCode}`;
    return found === text ? undefined : `${pathname} with other content`;
  } catch (error) {
    return `${pathname} ${error instanceof Error ? error.message : error}`;
  }
}
