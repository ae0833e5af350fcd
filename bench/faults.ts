/**
 * `npm run bench -- faults`: the whole app while its engine, the stack, a function or its clients fail, its disk is full or its
 * clock jumps. The test of the same does less of it.
 */

import { brokenClients } from './faults/broken-clients.ts';
import { sendBroken } from './faults/clients.ts';
import { putClock } from './faults/clock.ts';
import { killEngine, killStack } from './faults/crashes.ts';
import { fillDisk } from './faults/disk.ts';
import type { FaultResult } from './faults/fault.ts';
import { findObstacle, NO_GROWTH, SMALL_DISK } from './faults/full-disk.ts';
import { callFaulty, type Misdeed, misdeeds } from './faults/functions.ts';
import { startFaultyShop } from './faults/shop.ts';
import type { BenchOptions } from './main.ts';
import { atMost, type Report, type Table } from './report.ts';

const FULL = {
  ...{ people: 8, kills: 5, callers: 4, areMisdeedsApart: true },
  ...{ clients: 20, halfOpen: 500, slowMs: 5_000 },
  ...{ fullMs: 5_000, disks: [SMALL_DISK, NO_GROWTH] },
  offsetsInHours: [1, 0, -1, 0, 24, 0, -24, 0],
};
const SHORT: Sizes = {
  ...{ people: 4, kills: 2, callers: 2, areMisdeedsApart: false },
  ...{ clients: 10, halfOpen: 500, slowMs: 500 },
  ...{ fullMs: 500, disks: [SMALL_DISK] },
  offsetsInHours: [1, -24, 0],
};

type Sizes = typeof FULL;
type Note = (result: FaultResult) => void;

export async function benchFaults({ isShort }: BenchOptions): Promise<Report> {
  const sizes = isShort ? SHORT : FULL;
  const results: FaultResult[] = [];
  const note = (result: FaultResult): void => {
    results.push(result);
    console.log(`${result.fault}: ${result.problems.length} problems`);
  };
  await failInOneShop(sizes, note);
  const obstacles = await failForDisks(sizes, note);
  await failForClock(sizes, note);
  const report = toReport(results);
  return { ...report, notes: [...report.notes, ...obstacles] };
}

async function failInOneShop(sizes: Sizes, note: Note): Promise<void> {
  let shop = await startFaultyShop({ unthrottled: true });
  try {
    for (const together of groupMisdeeds(sizes))
      note(await callFaulty(shop, { misdeeds: together, callers: together.includes(HUGE) ? 1 : sizes.callers }));
    for (const broken of brokenClients) note(await sendBroken(shop, broken, sizes));
    note(await killEngine(shop, sizes));
    const killed = await killStack(shop, sizes);
    shop = killed.shop;
    note(killed.result);
  } finally {
    await shop.stop();
  }
}

/** Gives what could not be tried, and why. */
async function failForDisks(sizes: Sizes, note: Note): Promise<readonly string[]> {
  const obstacles: string[] = [];
  for (const disk of sizes.disks) {
    const obstacle = findObstacle(disk);
    if (obstacle === undefined) note(await fillDisk(disk, sizes));
    else obstacles.push(`Not tried on this machine: ${obstacle}`);
  }
  return obstacles;
}

async function failForClock(sizes: Sizes, note: Note): Promise<void> {
  const shop = await startFaultyShop();
  try {
    note(await putClock(shop, { ...sizes, isThrottled: true }));
  } finally {
    await shop.stop();
  }
}

/** It takes seconds to get so much memory, and to give it back. */
const HUGE: Misdeed = 'takes-3-gb-at-once';

function groupMisdeeds({ areMisdeedsApart }: Sizes): readonly (readonly Misdeed[])[] {
  const all = Object.keys(misdeeds) as Misdeed[];
  return areMisdeedsApart ? all.map((misdeed) => [misdeed]) : [all.filter((misdeed) => misdeed !== HUGE)];
}

function toReport(results: readonly FaultResult[]): Report {
  const problems = results.flatMap((result) => result.problems);
  const bystanders = results.flatMap(({ bystander }) => bystander ?? []);
  const wrongs = bystanders.flatMap((seen) => [...seen.wrongs.values()]);
  const leaked = results.map(({ leakedDescriptors = 0 }) => leakedDescriptors);
  const back = results.map(({ backInMs = 0 }) => backInMs);
  return {
    tables: [toTable(results)],
    findings: [
      atMost('Things that are not as they should be', problems.length, '', 0),
      atMost('Wrong answers to bystanders', sum(wrongs), '', 0),
      atMost('Descriptors that stayed open', sum(leaked), '', 0),
      atMost('Until all was well again, at worst', Math.max(...back) / 1000, 's', 10),
      atMost(
        'What a bystander waited, p99 at worst',
        Math.max(...bystanders.map((it) => it.p99InMs)),
        'ms',
        1_000,
        100,
      ),
    ],
    notes: problems.slice(0, 20),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function toTable(results: readonly FaultResult[]): Table {
  return {
    title: 'What went wrong, and who noticed',
    columns: ['fault', 'what came of it', 'others asked', 'wrong', 'p99 ms', 'worst ms', 'well after ms', 'problems'],
    rows: results.map(({ fault, outcome, bystander, backInMs, problems }) => [
      ...[fault, outcome, bystander?.asked ?? '', bystander?.wrongs.size ?? ''],
      ...[bystander?.p99InMs ?? '', bystander?.worstInMs ?? '', backInMs ?? '', problems.length],
    ]),
  };
}
