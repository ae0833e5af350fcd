/** Sends a vector's HTTP request to a running API, as often as it says, and compares answers and backend calls. */

import { checkAnswer, checkBackends } from './check-rest.ts';
import { createMatcher, type Difference } from './expectations.ts';
import type { FakeBackends } from './fake-backends.ts';
import { mintTokens } from './placeholders.ts';
import { type Lines, type RawAnswer, type RawRequest, sendRaw } from './raw-client.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { isMembers, type Members } from './vectors.ts';

const BACKEND_MEMBERS = new Set(['backend', 'authorizerEvent', 'notInvoked', 'authorizerNotInvoked']);

export interface HttpCase {
  readonly port: number;
  readonly request: Members;
  readonly expect: Members;
  readonly fake: FakeBackends;
  readonly issuer: TokenIssuer;
  /** Of the tokens that the request asks for. */
  readonly audience: string;
}

export async function sendAndCheck({ port, request, expect, fake, issuer, audience }: HttpCase): Promise<Difference[]> {
  const answers = await sendRepeatedly(port, toRawRequest(request, issuer, audience), request.repeat);
  const matcher = createMatcher();
  return [...checkAnswers(expect, answers, matcher), ...checkBackends(expect, fake, matcher)];
}

async function sendRepeatedly(port: number, request: RawRequest, repeat: unknown): Promise<readonly RawAnswer[]> {
  const answers: RawAnswer[] = [];
  for (let i = 0; i < (typeof repeat === 'number' ? repeat : 1); i += 1) answers.push(await sendRaw(port, request));
  return answers;
}

function checkAnswers(
  expect: Members,
  answers: readonly RawAnswer[],
  matcher: ReturnType<typeof createMatcher>,
): Difference[] {
  const own = Object.entries(expect).filter(
    ([key]) => !BACKEND_MEMBERS.has(key) && key !== 'statuses' && key !== 'last',
  );
  const last = answers.at(-1);
  if (last === undefined) return [];
  return [
    ...(expect.statuses === undefined
      ? []
      : matcher.whole(
          'statuses',
          expect.statuses,
          answers.map(({ status }) => status),
        )),
    ...checkAnswer({ ...Object.fromEntries(own), ...(isMembers(expect.last) ? expect.last : {}) }, last, matcher),
  ];
}

function toRawRequest(request: Members, issuer: TokenIssuer, audience: string): RawRequest {
  const given = (Array.isArray(request.headers) ? request.headers : []) as Lines;
  const headers = given.map(([name, value]) => [name, mintTokens(value, issuer, audience)] as const);
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const added: [string, string][] = [];
  if (!has('accept') && request.noDefaultAccept !== true) added.push(['Accept', '*/*']);
  if (!has('user-agent')) added.push(['User-Agent', 'conformance']);
  const body =
    typeof request.bodyBase64 === 'string'
      ? Buffer.from(request.bodyBase64, 'base64')
      : Buffer.from(typeof request.body === 'string' ? request.body : '');
  return { method: String(request.method), target: String(request.rawPath), headers: [...headers, ...added], body };
}
