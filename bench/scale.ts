/**
 * `npm run bench -- scale`: the shop with 1,000 books beside the shop with 100,000, or with as many as `--books N` says: read
 * units, latencies, start, memory, disk. Loaded catalogues are kept in .build/bench; a million takes minutes and gigabytes.
 */

import { join } from 'node:path';
import { buildShop } from './build-shop.ts';
import type { BenchOptions } from './main.ts';
import { type StartedByNpm, startByNpm } from './npm-start.ts';
import { readProcesses, sumMemory } from './processes.ts';
import { atMost, type Finding, type Report, type Table } from './report.ts';
import { keepBooks, sizeInMb, TABLES } from './scale/kept-books.ts';
import { compareLatencies, type Effort, type Latencies } from './scale/latencies.ts';
import { measureTables, type ReadUnits } from './scale/read-units.ts';
import { listRequests } from './scale/requests.ts';
import { median } from './statistics.ts';

const FEW = 1_000;
const MANY = 100_000;
const MANY_IN_SHORT = 5_000;
const FULL: Effort = { rounds: 21, requestsARound: 100 };
const SHORT: Effort = { rounds: 5, requestsARound: 40 };
const STARTS = 3;

interface Running {
  readonly startsInS: readonly number[];
  readonly memoryInMb: number;
  readonly diskInMb: number;
}

interface Comparison {
  readonly units: readonly ReadUnits[];
  readonly running: Running;
}

export async function benchScale({ isShort, books = isShort ? MANY_IN_SHORT : MANY }: BenchOptions): Promise<Report> {
  const templateFile = await buildShop();
  const sizes = [FEW, books] as const;
  const folders = [await keepBooks(templateFile, FEW), await keepBooks(templateFile, books)] as const;
  const unitsOf = (side: 0 | 1) => measureTables(templateFile, join(folders[side], TABLES), sizes[side]);
  const units = [await unitsOf(0), await unitsOf(1)] as const;
  const starts = [await timeStarts(folders[0]), await timeStarts(folders[1])] as const;
  const shops = [await start(folders[0]), await start(folders[1])] as const;
  try {
    const sideOf = (side: 0 | 1) => ({
      restApiUrl: shops[side].outputs.RestApiUrl ?? '',
      requests: listRequests(sizes[side]),
    });
    const latencies = await compareLatencies(sideOf(0), sideOf(1), isShort ? SHORT : FULL);
    const sides = ([0, 1] as const).map((side) => ({
      units: units[side],
      running: toRunning(starts[side], shops[side], folders[side]),
    }));
    return toReport(sides as [Comparison, Comparison], latencies, books);
  } finally {
    await Promise.all(shops.map((shop) => shop.stop()));
  }
}

const start = (stateFolder: string): Promise<StartedByNpm> =>
  startByNpm({ folder: process.cwd(), stateFolder, flags: ['--unthrottled'] });

/** The first one seeds accounts and may bring the tables in line with the template. */
async function timeStarts(stateFolder: string): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let round = 0; round <= STARTS; round++) {
    const shop = await start(stateFolder);
    seconds.push(shop.firstPageAfterMs / 1000);
    await shop.stop();
  }
  return seconds.slice(1);
}

const toRunning = (startsInS: readonly number[], { pid }: StartedByNpm, folder: string): Running => ({
  startsInS,
  memoryInMb: sumMemory(readProcesses(pid)),
  diskInMb: sizeInMb(folder),
});

function toReport(
  [few, many]: readonly [Comparison, Comparison],
  latencies: readonly Latencies[],
  books: number,
): Report {
  const name = books.toLocaleString('en-US');
  const row = (what: string, [left, right]: readonly [number, number]) => [what, left, right, right / left];
  const tables: Table[] = [
    {
      title: `What is read with 1,000 books and with ${name}`,
      columns: ['request', 'items', 'units, 1,000', `units, ${name}`],
      rows: few.units.map(({ what, items, readUnits }, index) => [
        ...[what, items, readUnits],
        many.units[index]?.readUnits ?? '',
      ]),
    },
    {
      title: `How long it takes with 1,000 books and with ${name}, in ms`,
      columns: ['request', 'p50, 1,000', `p50, ${name}`, 'ratio', 'p99, 1,000', `p99, ${name}`, 'ratio of p99'],
      rows: latencies.map(({ what, p50, p99, p50Ratio, p99Ratio }) => [what, ...p50, p50Ratio, ...p99, p99Ratio]),
    },
    {
      title: 'The shop around them',
      columns: ['', '1,000', name, 'ratio'],
      rows: [
        row('unchanged start to the first page, s', [median(few.running.startsInS), median(many.running.startsInS)]),
        row('memory of all processes after the requests, MB', [few.running.memoryInMb, many.running.memoryInMb]),
        row('tables on the disk, MB', [few.running.diskInMb, many.running.diskInMb]),
      ],
    },
  ];
  return { tables, findings: toFindings(few, many, latencies, name), notes: [] };
}

function toFindings(
  few: Comparison,
  many: Comparison,
  latencies: readonly Latencies[],
  name: string,
): readonly Finding[] {
  const units = few.units.map(({ readUnits }, index) => (many.units[index]?.readUnits ?? Number.NaN) / readUnits);
  const isSame = few.units.every(({ items }, index) => items === many.units[index]?.items);
  return [
    atMost(
      `Read units with ${name} books against 1,000, the worst request`,
      isSame ? Math.max(...units) : Number.NaN,
      '×',
      1,
    ),
    atMost(
      `p99 with ${name} books against 1,000, the worst request`,
      Math.max(...latencies.map((it) => it.p99Ratio)),
      '×',
      1.2,
    ),
    atMost(
      `p99 with ${name} books against 1,000, the median request`,
      median(latencies.map((it) => it.p99Ratio)),
      '×',
      1.2,
    ),
  ];
}
