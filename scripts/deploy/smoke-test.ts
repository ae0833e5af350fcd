/** Asks a deployed shop a few questions that a visitor's browser would. */

import { setTimeout as wait } from 'node:timers/promises';

export interface SmokeTestOptions {
  readonly fetch: typeof fetch;
  /** A new distribution's name takes a while to be known everywhere. */
  readonly attempts: number;
  readonly pauseInMs: number;
}

export interface Finding {
  readonly question: string;
  /** Undefined when all is well. */
  readonly problem: string | undefined;
}

type Outputs = Readonly<Record<string, string>>;
type Check = (response: Response, outputs: Outputs) => Promise<string | undefined> | string | undefined;

interface Question {
  readonly question: string;
  readonly url: (outputs: Outputs) => string;
  readonly check: Check;
}

const TIMEOUT_MS = 10_000;

const QUESTIONS: readonly Question[] = [
  {
    question: 'the storefront is there',
    url: ({ StorefrontUrl }) => `${StorefrontUrl}/`,
    check: async (response) => ((await response.text()).includes('<main') ? undefined : 'is not the page of the shop'),
  },
  {
    question: 'the storefront knows this API',
    url: ({ StorefrontUrl }) => `${StorefrontUrl}/outputs.json`,
    check: async (response, { ApiUrl }) => {
      const given: unknown = await response.json();
      const apiUrl = typeof given === 'object' && given !== null ? Reflect.get(given, 'ApiUrl') : undefined;
      return apiUrl === ApiUrl ? undefined : `names ${apiUrl} in place of ${ApiUrl}`;
    },
  },
  { question: 'the API is healthy', url: ({ ApiUrl }) => `${ApiUrl}/health`, check: () => undefined },
  {
    question: 'the catalogue has a page',
    url: ({ ApiUrl }) => `${ApiUrl}/books?limit=1`,
    check: async (response) => (findItems(await response.json()) ? undefined : 'is no page'),
  },
  {
    question: 'the API lets the storefront in (CORS)',
    url: ({ ApiUrl }) => `${ApiUrl}/books?limit=1`,
    check: (response, { StorefrontUrl }) => {
      const allowed = response.headers.get('access-control-allow-origin');
      return allowed === StorefrontUrl ? undefined : `allows ${allowed ?? 'no origin'} in place of ${StorefrontUrl}`;
    },
  },
];

export function smokeTest(outputs: Outputs, options: SmokeTestOptions): Promise<readonly Finding[]> {
  return Promise.all(QUESTIONS.map((question) => ask(question, outputs, options)));
}

async function ask(question: Question, outputs: Outputs, options: SmokeTestOptions): Promise<Finding> {
  let problem = await tryOnce(question, outputs, options.fetch);
  for (let attempt = 1; problem !== undefined && attempt < options.attempts; attempt++) {
    await wait(options.pauseInMs);
    problem = await tryOnce(question, outputs, options.fetch);
  }
  return { question: question.question, problem };
}

async function tryOnce({ url, check }: Question, outputs: Outputs, get: typeof fetch): Promise<string | undefined> {
  const address = url(outputs);
  try {
    const headers = { Origin: outputs.StorefrontUrl ?? '' };
    const response = await get(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status !== 200) return `${address} answers ${response.status}`;
    const problem = await check(response, outputs);
    return problem && `${address} ${problem}`;
  } catch (error) {
    return `${address}: ${error instanceof Error ? error.message : error}`;
  }
}

export async function isCatalogueEmpty({ ApiUrl }: Outputs, get: typeof fetch): Promise<boolean> {
  const response = await get(`${ApiUrl}/books?limit=1`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return findItems(await response.json())?.length === 0;
}

function findItems(page: unknown): readonly unknown[] | undefined {
  const items = typeof page === 'object' && page !== null ? Reflect.get(page, 'items') : undefined;
  return Array.isArray(items) ? items : undefined;
}
