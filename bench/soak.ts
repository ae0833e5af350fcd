/**
 * `npm run bench -- soak [--rate N]`: ten minutes of everything that readers and staff do, at four fifths of the rate that
 * the whole shop holds, or at the one that is given. Memory has to stay level, descriptors have to come back, and nothing may go wrong.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { type RunningApp, startStack } from '../tests/support/stack.ts';
import { signInAsStaff, signUpReaders } from './accounts.ts';
import { sellBook } from './checkout/buying.ts';
import type { BenchOptions } from './main.ts';
import { startProgram } from './program.ts';
import { atMost, type Report, type Table } from './report.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { createShopClient } from './shop-client.ts';
import { findRate, getHighest, type Step } from './soak/find-rate.ts';
import { type Kind, kinds, type ShopFigures } from './soak/kinds.ts';
import { type Sample, toGrowth, waitForDescriptors, watchProcesses } from './soak/samples.ts';
import type { ShopOrder } from './soak/shoppers.ts';

interface Times {
  readonly stepMs: number;
  readonly soakMs: number;
  /** Left out of what is said of memory. */
  readonly warmUpMs: number;
  readonly stretchInMs: number;
}

const FULL: Times = { stepMs: 6_000, soakMs: 600_000, warmUpMs: 120_000, stretchInMs: 60_000 };
const SHORT: Times = { stepMs: 4_000, soakMs: 60_000, warmUpMs: 15_000, stretchInMs: 10_000 };
const CHATTERS = 10;
const SHOPPERS = 32;
const BOOKS = 20;
const SHARE_OF_THE_HIGHEST = 0.8;

interface Soaked {
  readonly steps: readonly Step[];
  readonly rate: number;
  readonly figures: ShopFigures;
  readonly samples: readonly Sample[];
  readonly descriptors: { readonly before: number; readonly after: number };
}

export async function benchSoak({ isShort, rate }: BenchOptions): Promise<Report> {
  const times = isShort ? SHORT : FULL;
  const app = await startStack({ flags: ['--unthrottled'], stateFolder: createScratchFolder() });
  const program = startProgram('bench/soak/shoppers.ts');
  try {
    const ask = (order: ShopOrder) => program.ask(order) as Promise<ShopFigures>;
    return toReport(await soak(app, times, rate, ask), times);
  } finally {
    await program.stop();
    await app.stop();
  }
}

async function soak(
  app: RunningApp,
  times: Times,
  given: number | undefined,
  ask: (order: ShopOrder) => Promise<ShopFigures>,
): Promise<Soaked> {
  const { outputs } = app;
  const pid = app.process.pid ?? 0;
  const before = await waitForDescriptors(pid, 0);
  const staff = await signInAsStaff(outputs);
  const readers = await signUpReaders(outputs, `soak-${Date.now()}`, SHOPPERS + CHATTERS);
  const shop = createShopClient(outputs.RestApiUrl ?? '');
  const bookIds: string[] = [];
  for (let book = 0; book < BOOKS; book++) bookIds.push(await sellBook(shop, staff, `Soak ${book}`, 1_000_000));
  await shop.close();
  const { stretchInMs } = times;
  const order = { outputs, readers, staff, bookIds, shoppers: SHOPPERS, durationInMs: times.soakMs, stretchInMs };
  const shopFast = (shoppers: number) => {
    const some = [...readers.slice(0, shoppers), ...readers.slice(SHOPPERS)];
    return ask({ ...order, readers: some, shoppers, durationInMs: times.stepMs });
  };
  // Functions start on first use, and compilers have to warm to them.
  await shopFast(SHOPPERS / 2);
  const steps = given === undefined ? await findRate(shopFast, SHOPPERS) : [];
  const rate = given ?? SHARE_OF_THE_HIGHEST * getHighest(steps);
  console.log(`The soak begins, with ${Math.round(rate)} requests a second.`);
  const watch = watchProcesses(pid, outputs.RestApiUrl ?? '');
  const figures = await ask({ ...order, rate });
  const samples = watch.stop();
  await wait(1_000);
  return { steps, rate, figures, samples, descriptors: { before, after: await waitForDescriptors(pid, before) } };
}

function toReport({ steps, rate, figures, samples, descriptors }: Soaked, { warmUpMs, stretchInMs }: Times): Report {
  const growth = toGrowth(samples, warmUpMs);
  const { all, whole, errors, errorCount } = figures;
  return {
    tables: [
      {
        title: 'The highest rate, without pauses',
        columns: ['shoppers', 'requests/s', 'p99 ms', 'errors', 'holds'],
        rows: steps.map((it) => [it.shoppers, it.requestsPerSecond, it.p99InMs, it.errors, it.holds ? 'yes' : 'no']),
      },
      {
        title: `Ordered: ${Math.round(rate)} requests/s of the shoppers; with the chat there were ${Math.round(figures.requestsPerSecond)}`,
        columns: ['', 'requests', 'p50 ms', 'p99 ms'],
        rows: [
          ...kinds.map((kind) => [kind, whole[kind].count, whole[kind].p50InMs, whole[kind].p99InMs]),
          ['all', all.count, all.p50InMs, all.p99InMs],
        ],
      },
      toTimeTable(figures, samples, stretchInMs),
      {
        title: 'Memory (RSS) after the warm-up, medians',
        columns: ['program', 'first third MB', 'last third MB', 'ratio'],
        rows: growth.map(({ name, firstInMb, lastInMb }) => [name, firstInMb, lastInMb, lastInMb / firstInMb]),
      },
    ],
    findings: [
      ...growth.map((it) =>
        atMost(`Memory of ${it.name}, last third against first`, it.lastInMb / it.firstInMb, '×', 1.1),
      ),
      atMost('Descriptors that did not come back', descriptors.after - descriptors.before, '', 0),
      atMost('Answers that were not as they should be', errorCount, '', 0),
    ],
    notes: [...errors, `Descriptors: ${descriptors.before} before, ${descriptors.after} after.`],
  };
}

/** How everything develops. */
function toTimeTable({ stretches }: ShopFigures, samples: readonly Sample[], stretchInMs: number): Table {
  const timed: readonly Kind[] = ['read', 'write', 'streamed write'];
  return {
    title: `Each ${stretchInMs / 1000} s`,
    columns: [
      'from s',
      'requests',
      ...timed.flatMap((kind) => [`${kind} p50`, 'p99']),
      '/health ms',
      'MB',
      'descriptors',
    ],
    rows: stretches.map((stretch, index) => {
      const here = samples.filter(({ atMs }) => Math.floor(atMs / stretchInMs) === index);
      const most = (of: (sample: Sample) => number) => Math.max(...here.map(of));
      return [
        (index * stretchInMs) / 1000,
        kinds.reduce((sum, kind) => sum + stretch[kind].count, 0),
        ...timed.flatMap((kind) => [stretch[kind].p50InMs, stretch[kind].p99InMs]),
        ...[
          most(({ healthInMs }) => healthInMs),
          most(({ totalInMb }) => totalInMb),
          most(({ descriptors }) => descriptors),
        ],
      ];
    }),
  };
}
