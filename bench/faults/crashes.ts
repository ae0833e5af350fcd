/** `kill -9` of the database engine and of the whole stack, while people read and write. */

import { setTimeout as wait } from 'node:timers/promises';
import { type Answered, ask, isClearFailure, untilTrue } from './ask.ts';
import { type Bystander, startBystander } from './bystander.ts';
import { countStatuses, type FaultResult, findWrongs, formatStatuses } from './fault.ts';
import type { FaultyShop } from './shop.ts';
import { startWriters, type Writers } from './writers.ts';

export interface CrashOptions {
  /** Each writes into a cart and a review, and reads. */
  readonly people: number;
  readonly kills: number;
}

const BACK_WITHIN_MS = 20_000;
/** Of work before a kill and after it. */
const WORK_MS = 400;

/** The stack starts the engine again; meanwhile whoever needs it gets a 503, and all others notice nothing. */
export async function killEngine(shop: FaultyShop, { people, kills }: CrashOptions): Promise<FaultResult> {
  const { RestApiUrl: url = '', StorefrontUrl: storefront = '' } = shop.outputs;
  const writers = await startWriters(shop.outputs, people);
  const readers = startReaders(url, people);
  const bystander = await startBystander([`${url}/health`, `${storefront}/`, `${url}/books/fine/cover`]);
  const backInMs: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await wait(WORK_MS);
    process.kill(shop.enginePid(), 'SIGKILL');
    // At once, its connections may still look alive.
    await wait(50);
    backInMs.push((await untilTrue(BACK_WITHIN_MS, () => isServing(url))) ?? Number.NaN);
  }
  await wait(WORK_MS);
  return report(`kill -9 of the engine, ${kills} times`, { writers, readers, bystander, backInMs });
}

/** Nobody is served until it is started again, and then all is as it was. */
export async function killStack(
  shop: FaultyShop,
  { people }: CrashOptions,
): Promise<{ readonly shop: FaultyShop; readonly result: FaultResult }> {
  const { RestApiUrl: url = '' } = shop.outputs;
  const pageBefore = await ask(`${url}/books?limit=20`);
  const writers = await startWriters(shop.outputs, people, [0, 503]);
  await wait(WORK_MS);
  await shop.kill();
  await writers.stop();
  const killedAt = performance.now();
  const restarted = await shop.restart();
  await untilTrue(BACK_WITHIN_MS, () => isServing(url));
  const backInMs = [performance.now() - killedAt];
  const pageAfter = await ask(`${url}/books?limit=20`);
  const result = await report('kill -9 of the whole stack, and a start', { writers, backInMs });
  const changed = findChange(pageBefore, pageAfter);
  return { shop: restarted, result: { ...result, problems: [...result.problems, ...changed] } };
}

/** Ratings change with the reviews that were written meanwhile. */
function findChange(before: Answered, after: Answered): readonly string[] {
  const toIds = ({ text }: Answered) => [...text.matchAll(/"id": ?"([^"]+)"/g)].map(([, id]) => id).join();
  if (after.status === 200 && toIds(before) === toIds(after)) return [];
  return [`The first page was ${before.text.slice(0, 200)} and is ${after.status} ${after.text.slice(0, 200)}.`];
}

interface Crash {
  readonly writers: Writers;
  readonly readers?: Readers;
  readonly bystander?: Bystander;
  readonly backInMs: readonly number[];
}

async function report(fault: string, { writers, readers, bystander, backInMs }: Crash): Promise<FaultResult> {
  await writers.stop();
  const read = (await readers?.stop()) ?? { statuses: [], oddities: [] };
  const seen = await bystander?.stop();
  const isBack = backInMs.every(Number.isFinite);
  return {
    fault,
    ...(seen && { bystander: seen }),
    outcome: `writes: ${formatStatuses(countStatuses(writers.statuses))}; reads: ${formatStatuses(countStatuses(read.statuses)) || 'none'}`,
    backInMs: isBack ? Math.max(...backInMs) : undefined,
    problems: [
      ...writers.oddities,
      ...read.oddities,
      ...(seen ? findWrongs(seen, fault) : []),
      ...(isBack ? [] : [`Not all was well ${BACK_WITHIN_MS} ms after ${fault}.`]),
      ...(writers.statuses.includes(200) ? [] : [`Nothing was written around ${fault}.`]),
      ...(await writers.findLost()),
    ],
  };
}

interface Readers {
  stop(): Promise<{ readonly statuses: readonly number[]; readonly oddities: readonly string[] }>;
}

/** Of pages that need the engine, with a function and without. */
function startReaders(url: string, count: number): Readers {
  const paths = ['/books?limit=5', '/search?q=dracula', '/books/dracula/reviews'];
  const statuses: number[] = [];
  const oddities: string[] = [];
  let isOver = false;
  const reading = Promise.all(
    Array.from({ length: count }, async (_, reader) => {
      for (let number = reader; !isOver; number++) {
        const path = paths[number % paths.length] ?? '';
        const answer = await ask(`${url}${path}`);
        statuses.push(answer.status);
        const isRight = answer.status === 200 || (answer.status === 503 && isClearFailure(answer));
        if (!isRight) oddities.push(`${path}: ${answer.status} ${answer.text.slice(0, 100)}`);
        await wait(5);
      }
    }),
  );
  return {
    stop: async () => {
      isOver = true;
      await reading;
      return { statuses, oddities };
    },
  };
}

async function isServing(url: string): Promise<boolean> {
  const answers = await Promise.all([ask(`${url}/books?limit=5`), ask(`${url}/search?q=dracula`)]);
  return answers.every(({ status }) => status === 200);
}
