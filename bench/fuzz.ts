/**
 * `npm run bench -- fuzz [--seed N] [--inputs N]`: generated requests and frames for every route of the whole shop. None
 * may make it fail, keep it waiting, or change what belongs to somebody else. The same seed gives the same inputs.
 */

import { startStack } from '../tests/support/stack.ts';
import { type FuzzResult, fuzzShop } from './fuzz/fuzz-shop.ts';
import type { BenchOptions } from './main.ts';
import { atLeast, atMost, type Report } from './report.ts';
import { createScratchFolder } from './scratch-folder.ts';

const FULL = 10_000;
const SHORT = 1_000;
/** What can't be refused, and what can't be done. */
const NEVER_REFUSED = ['ping'];
const NEVER_DONE = ['$default'];

export async function benchFuzz({ isShort, seed, inputs }: BenchOptions): Promise<Report> {
  const chosen = { seed: seed ?? Math.floor(Math.random() * 2 ** 31), inputs: inputs ?? (isShort ? SHORT : FULL) };
  console.log(`The seed is ${chosen.seed}.`);
  const app = await startStack({ flags: ['--unthrottled'], stateFolder: createScratchFolder() });
  try {
    return toReport(await fuzzShop(app, chosen), chosen);
  } finally {
    await app.stop();
  }
}

function toReport(result: FuzzResult, { seed, inputs }: { readonly seed: number; readonly inputs: number }): Report {
  const { routes, problems, effects, milliseconds } = result;
  const undone = routes.filter(({ route, done }) => done === 0 && !NEVER_DONE.includes(route));
  const unrefused = routes.filter(({ route, refused }) => refused === 0 && !NEVER_REFUSED.includes(route));
  const names = (of: typeof routes) => of.map(({ route }) => route).join(', ');
  return {
    tables: [
      {
        title: `${inputs} inputs with the seed ${seed}, in ${(milliseconds / 1000).toFixed(0)} s`,
        columns: ['route', 'inputs', 'done', 'refused', 'failed'],
        rows: routes.map(({ route, inputs: count, done, refused, failed }) => [route, count, done, refused, failed]),
      },
    ],
    findings: [
      atLeast('Inputs answered', sum(routes.map((it) => it.inputs)), '', inputs),
      atMost('Failures, and answers that are not as they should be', problems.length, '', 0),
      atMost('Changes of what belongs to nobody who sent anything', effects.length, '', 0),
      atMost('Routes that nothing got into', undone.length, '', 0),
      atMost('Routes that refused nothing', unrefused.length, '', 0),
    ],
    notes: [
      ...(undone.length > 0 ? [`Nothing got into ${names(undone)}.`] : []),
      ...(unrefused.length > 0 ? [`Nothing was refused by ${names(unrefused)}.`] : []),
      ...[...problems, ...effects].slice(0, 40),
    ],
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
