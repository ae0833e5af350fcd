/** Sends requests one after another in the name of one reader, and looks at every answer. */

import { Agent, type IncomingMessage, request } from 'node:http';
import { toBytes } from './bodies.ts';
import type { Counts } from './counts.ts';
import { describe, type HttpInput } from './http-inputs.ts';
import { fillIn } from './placeholders.ts';
import type { Sender } from './setting.ts';

export interface HttpSetting {
  readonly outputs: Readonly<Record<string, string>>;
  readonly origin: string;
  readonly secrets: readonly string[];
  readonly counts: Counts;
  /** Is told of every book that staff have made. */
  readonly onBook: (bookId: string) => void;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const PATIENCE_MS = 15_000;

export async function runHttpLane(
  setting: HttpSetting,
  sender: Sender,
  inputs: readonly HttpInput[],
  bookId: string,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const input of inputs) {
    try {
      if (input.fillsCart) await fillCart(setting, agent, sender, bookId);
      const filled = toFilled(input, sender);
      const answer = await sendWithPatience(setting, agent, filled);
      setting.counts.count(input.route, answer.status);
      const isStaff = filled.headers.some(([, value]) => value.includes(sender.words.get('staff') ?? ''));
      const secrets = isStaff ? [] : setting.secrets;
      const isJustified = (it: string) => JUSTIFIED.some(({ problem, isMeant }) => problem.test(it) && isMeant(filled));
      const problems = findProblems({ ...setting, secrets }, filled, answer).filter((it) => !isJustified(it));
      for (const problem of problems) setting.counts.complain(problem, describe(input));
      note(setting, sender, input, answer);
    } catch (error) {
      setting.counts.complain(error instanceof Error ? error.message : String(error), describe(input));
    }
  }
  agent.destroy();
}

function toFilled(input: HttpInput, { words }: Sender): HttpInput {
  const { target, headers, body } = input;
  return {
    ...input,
    target: fillIn(target, words),
    headers: headers.map(([name, value]) => [name, fillIn(value, words)]),
    ...(body !== undefined && { body: typeof body === 'string' ? fillIn(body, words) : body }),
  };
}

/** So that the order that follows has something in it, and can say what the reader has seen. */
async function fillCart(setting: HttpSetting, agent: Agent, sender: Sender, bookId: string): Promise<void> {
  const headers = [['Authorization', `Bearer ${sender.account.token}`] as const];
  const common = { api: 'rest', route: '', headers, fillsCart: false } as const;
  const type = ['Content-Type', 'application/json'] as const;
  const put = {
    ...common,
    method: 'PUT',
    target: `/cart/${bookId}`,
    headers: [...headers, type],
    body: '{"quantity":1}',
  };
  await sendWithPatience(setting, agent, put);
  const { status, body } = await sendWithPatience(setting, agent, { ...common, method: 'GET', target: '/cart' });
  if (status !== 200) throw new Error(`The cart answers ${status} ${body}`);
  const { version, totalInCents, goneBookIds } = JSON.parse(body);
  sender.words.set('cartVersion', String(version)).set('totalInCents', String(totalInCents));
  // What was never sold can be put into a cart, but not bought.
  for (const gone of goneBookIds) {
    await sendWithPatience(setting, agent, { ...common, method: 'DELETE', target: `/cart/${gone}` });
  }
  if (goneBookIds.length > 0) await fillCart(setting, agent, sender, bookId);
}

/** Once more when the connection was closed at the very moment of sending. */
async function sendWithPatience(setting: HttpSetting, agent: Agent, input: HttpInput): Promise<Answer> {
  return send(setting, agent, input).catch((error: unknown) => {
    if (error instanceof Error && 'wasReused' in error) return send(setting, agent, input);
    throw error;
  });
}

function send(
  { outputs }: HttpSetting,
  agent: Agent,
  { api, method, target, headers, body }: HttpInput,
): Promise<Answer> {
  const { hostname, port, pathname } = new URL((api === 'rest' ? outputs.RestApiUrl : outputs.HttpApiUrl) ?? '');
  const bytes = body === undefined ? undefined : toBytes(body);
  const length = bytes === undefined ? [] : ['Content-Length', String(bytes.length)];
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ agent, hostname, port, method },
      path: `${pathname.replace(/\/$/, '')}${target}`,
      headers: ['Host', `${hostname}:${port}`, ...headers.flat(), ...length],
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    let isAnswered = false;
    sent.on('response', (response) => {
      isAnswered = true;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on('error', reject);
    });
    sent.on('error', (error) => {
      // A request that is refused before all of it was sent.
      if (isAnswered) return;
      if (error.name === 'AbortError' || error.name === 'TimeoutError')
        reject(new Error(`No answer in ${PATIENCE_MS} ms`));
      else reject(sent.reusedSocket ? Object.assign(error, { wasReused: true }) : error);
    });
    sent.end(bytes);
  });
}

/** What API Gateway does by itself, where no template and no function of the shop has a say. */
const JUSTIFIED: readonly {
  readonly why: string;
  readonly problem: RegExp;
  readonly isMeant: (input: HttpInput) => boolean;
}[] = [
  {
    why: 'It refuses such requests before it looks for an API, and gives that answer no more headers.',
    problem: /^400 without CORS/,
    isMeant: ({ target }) => target.includes('|', target.indexOf('?')),
  },
  {
    why: 'The answer to more than 10 MB can not be customised.',
    problem: /^413 without CORS/,
    isMeant: ({ body }) => body !== undefined && toBytes(body).length > 10 * MEGA,
  },
  {
    why: 'Lambda takes 6 MB, and API Gateway answers 500 for whatever Lambda does not take.',
    problem: /^500 \{"message": ?"Internal server error"\}$/i,
    isMeant: ({ body }) => body !== undefined && toBytes(body).length > 6 * MEGA,
  },
];
const MEGA = 1024 * 1024;

/** Of our own sources, of the tables and of the accounts behind the shop. */
const LEAKS = /\bat \S+ \(|\.(?:ts|mjs|js):\d+|arn:aws|-(?:Books|Orders|Carts|Reviews|Checkouts)Table-|node_modules/;

function findProblems(setting: HttpSetting, input: HttpInput, answer: Answer): readonly string[] {
  const { status, headers, body } = answer;
  const isJson = /^application\/json/.test(String(headers['content-type']));
  return [
    ...(status >= 500 ? [`${status} ${body}`] : []),
    ...(status >= 400 && !hasMessage(body) ? [`${status} without a message, but ${body.slice(0, 200)}`] : []),
    ...(status < 300 && body !== '' && isJson && parse(body) === undefined
      ? [`${status} with what is no JSON: ${body.slice(0, 200)}`]
      : []),
    ...(hasCors(setting, input, headers)
      ? []
      : [`${status} without CORS headers, but ${JSON.stringify(headers)} ${body.slice(0, 200)}`]),
    ...(LEAKS.test(body) && status >= 400 ? [`${status} says too much: ${body.slice(0, 300)}`] : []),
    ...(setting.secrets.some((it) => body.includes(it)) ? [`${status} shows what is another's: ${body}`] : []),
  ];
}

function hasMessage(body: string): boolean {
  const value = parse(body);
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The REST API names the storefront in every answer; the HTTP API only to pages of the storefront. */
function hasCors({ origin }: HttpSetting, { api, headers }: HttpInput, answered: IncomingMessage['headers']): boolean {
  const origins = headers.filter(([name]) => name === 'Origin').map(([, value]) => value);
  const isOwn = origins.length === 1 && origins[0] === origin;
  return answered['access-control-allow-origin'] === origin || (api === 'http' && !isOwn);
}

function note({ onBook }: HttpSetting, { words }: Sender, { route }: HttpInput, { status, body }: Answer): void {
  if (status !== 201) return;
  const made = JSON.parse(body);
  if (route === 'POST /orders') words.set('orderId', String(made.orderId));
  else onBook(String(made.id));
}
