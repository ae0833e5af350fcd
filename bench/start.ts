/** `npm run bench -- start`: how long `npm start` takes until the first page, when nothing has changed and in a fresh clone. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from './main.ts';
import { startByNpm } from './npm-start.ts';
import { atMost, type Report } from './report.ts';
import { median } from './statistics.ts';

interface Rounds {
  readonly restarts: number;
  readonly clones: number;
}

const FULL: Rounds = { restarts: 9, clones: 3 };
const SHORT: Rounds = { restarts: 3, clones: 1 };

export async function benchStart({ isShort }: BenchOptions): Promise<Report> {
  const { restarts, clones } = isShort ? SHORT : FULL;
  // On disk, where people have their clones.
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-bench-start-'));
  try {
    const unchanged = await timeRestarts(join(folder, 'state'), restarts);
    const fresh = await timeClones(folder, clones);
    return toReport(unchanged, fresh, timeBareNode());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first start may build and fills the tables; the others find everything as it was. */
async function timeRestarts(stateFolder: string, count: number): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let round = 0; round <= count; round++) seconds.push(await timeStart(process.cwd(), stateFolder));
  return seconds.slice(1);
}

/** What is committed, without anything that is only here. Packages come from npm's cache where it has them. */
async function timeClones(folder: string, count: number): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let round = 0; round < count; round++) {
    const clone = join(folder, `clone-${round}`);
    const startedAt = performance.now();
    execFileSync('git', ['clone', '--quiet', process.cwd(), clone]);
    const cloning = (performance.now() - startedAt) / 1000;
    seconds.push(cloning + (await timeStart(clone, join(clone, '.local'))));
    rmSync(clone, { recursive: true, force: true });
    console.log(`A fresh clone had its first page after ${Math.round(seconds.at(-1) ?? 0)} s.`);
  }
  return seconds;
}

/** In seconds. */
async function timeStart(folder: string, stateFolder: string): Promise<number> {
  const app = await startByNpm({ folder, stateFolder });
  await app.stop();
  return app.firstPageAfterMs / 1000;
}

/** What the machine takes for the least that a program of Node.js can be: a yardstick for machines that differ. */
function timeBareNode(): number {
  const seconds = Array.from({ length: 9 }, () => {
    const startedAt = performance.now();
    execFileSync(process.execPath, ['-e', '0']);
    return (performance.now() - startedAt) / 1000;
  });
  return median(seconds);
}

function toReport(unchanged: readonly number[], fresh: readonly number[], bareNode: number): Report {
  const row = (what: string, seconds: readonly number[]) => [
    ...[what, seconds.length, median(seconds), Math.min(...seconds), Math.max(...seconds)],
    median(seconds) / bareNode,
  ];
  return {
    tables: [
      {
        title: 'From npm start to the storefront and a page of books',
        columns: ['', 'rounds', 'median s', 'least s', 'most s', '× node -e 0'],
        rows: [
          row('a restart, nothing changed', unchanged),
          row('a fresh clone, with git clone and npm ci', fresh),
          ['node -e 0', 9, bareNode, '', '', 1],
        ],
      },
    ],
    findings: [
      atMost('Unchanged restart to the first page, median', median(unchanged), 's', 3),
      atMost('Fresh clone to the first page, median', median(fresh), 's', 90),
    ],
    notes: [],
  };
}
