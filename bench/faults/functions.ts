/** A function that hangs, crashes, leaks or answers nonsense: its callers get a 502 or 504, and nobody else notices. */

import { setTimeout as wait } from 'node:timers/promises';
import { type Answered, ask, isClearFailure, untilTrue } from './ask.ts';
import { startBystander } from './bystander.ts';
import { countStatuses, type FaultResult, findWrongs, formatStatuses } from './fault.ts';
import type { FaultyShop } from './shop.ts';

/** What the function is told by the id of a book to do, and the statuses that its callers may get. */
export const misdeeds = {
  hangs: [502, 504],
  'never-settles': [502],
  computes: [502, 504],
  'waits-for-a-program': [502, 504],
  throws: [502],
  'throws-later': [502],
  exits: [502],
  leaks: [502, 504],
  'leaks-arrays-in-a-loop': [502, 504],
  'leaks-buffers-in-a-loop': [502, 504],
  'takes-3-gb-at-once': [502, 504],
  'answers-text': [502],
  'answers-nothing': [502],
  'answers-a-wrong-status': [502],
  // What can't be a header is left away.
  'answers-wrong-headers': [200, 502],
  'answers-7-mb': [502],
  'answers-a-circle': [502],
} as const;

export type Misdeed = keyof typeof misdeeds;

/** What V8 and the system give back late, or keep for the next time. */
const MEMORY_ALLOWANCE_MB = 300;
const MEMORY_BACK_WITHIN_MS = 20_000;
const FINE_WITHIN_MS = 20_000;

export interface FaultyCalls {
  /** All of them go on at once. */
  readonly misdeeds: readonly Misdeed[];
  /** So many call each of them at once. */
  readonly callers: number;
}

export async function callFaulty(shop: FaultyShop, calls: FaultyCalls): Promise<FaultResult> {
  const { RestApiUrl: url = '' } = shop.outputs;
  const memoryBefore = shop.memoryInMb();
  const bystander = await startBystander([`${url}/health`, `${url}/books?limit=5`, `${url}/search?q=dracula`]);
  const asked = calls.misdeeds.flatMap((misdeed) => Array.from({ length: calls.callers }, () => misdeed));
  const answers = await Promise.all(asked.map((misdeed) => call(url, misdeed)));
  await wait(200);
  const backInMs = await untilTrue(FINE_WITHIN_MS, async () => (await call(url, 'fine')).status === 200);
  const seen = await bystander.stop();
  const isBack = () => shop.memoryInMb() < memoryBefore + MEMORY_ALLOWANCE_MB;
  const memoryBackInMs = await untilTrue(MEMORY_BACK_WITHIN_MS, isBack);
  const [first = '', ...others] = calls.misdeeds.map((misdeed) => misdeed.replaceAll('-', ' '));
  const what = others.length === 0 ? first : `fails in ${others.length + 1} ways at once`;
  return {
    fault: `a function that ${what}, called by ${calls.callers}`,
    bystander: seen,
    outcome: formatStatuses(countStatuses(answers.map(({ status }) => status))),
    backInMs,
    problems: [
      ...answers.flatMap(findOddity),
      ...findWrongs(seen, `calls of a function that ${what}`),
      ...(backInMs === undefined ? [`After ${what} the function did not answer again.`] : []),
      ...(memoryBackInMs === undefined
        ? [`After ${what} ${Math.round(shop.memoryInMb() - memoryBefore)} MB did not come back.`]
        : []),
    ],
  };
}

interface FaultyAnswer extends Answered {
  readonly misdeed: Misdeed | 'fine';
}

async function call(url: string, misdeed: Misdeed | 'fine'): Promise<FaultyAnswer> {
  return { misdeed, ...(await ask(`${url}/books/${misdeed}/cover`)) };
}

function findOddity(answer: FaultyAnswer): readonly string[] {
  const { misdeed, status, text, headers } = answer;
  const statuses: readonly number[] = misdeed === 'fine' ? [] : misdeeds[misdeed];
  const isSafe = status === 200 ? !('b' in headers || 'y' in headers) : isClearFailure(answer);
  if (statuses.includes(status) && isSafe) return [];
  return [`${misdeed} was answered with ${status} ${text.slice(0, 100)} ${JSON.stringify(headers)}.`];
}
