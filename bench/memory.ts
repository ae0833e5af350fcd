/** `npm run bench -- memory`: what the whole shop takes while nobody uses it, npm included: fresh, under load, and rested again. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadOrder } from './load.ts';
import type { BenchOptions } from './main.ts';
import { type StartedByNpm, startByNpm } from './npm-start.ts';
import { memoryKind, type ProcessFigures, readProcesses, sumMemory } from './processes.ts';
import { startProgram } from './program.ts';
import { atMost, type Report } from './report.ts';

interface Times {
  readonly settleMs: number;
  /** On each of the paths. */
  readonly loadMs: number;
  readonly restMs: number;
}

const FULL: Times = { settleMs: 30_000, loadMs: 15_000, restMs: 300_000 };
/** Workers without work end after a minute. */
const SHORT: Times = { settleMs: 5_000, loadMs: 3_000, restMs: 75_000 };

/** With and without a function, small and large. */
const PATHS = ['/books?limit=20', '/books/dracula/cover', '/search?q=love', '/categories/poetry/books?limit=100'];

export async function benchMemory({ isShort }: BenchOptions): Promise<Report> {
  const { settleMs, loadMs, restMs } = isShort ? SHORT : FULL;
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-bench-memory-'));
  // As it is started every day, so not in the run that fills the tables.
  await (await start(folder)).stop();
  const app = await start(folder);
  try {
    await wait(settleMs);
    const fresh = readProcesses(app.pid);
    await putUnderLoad(app, loadMs);
    const loaded = readProcesses(app.pid);
    await wait(restMs);
    return toReport(fresh, loaded, readProcesses(app.pid), restMs / 60_000);
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const start = (stateFolder: string): Promise<StartedByNpm> =>
  startByNpm({ folder: process.cwd(), stateFolder, flags: ['--unthrottled'] });

async function putUnderLoad({ outputs }: StartedByNpm, durationInMs: number): Promise<void> {
  const { origin, pathname } = new URL((outputs.RestApiUrl ?? '').replace('localhost', '127.0.0.1'));
  const load = startProgram('bench/load.ts');
  for (const path of PATHS) {
    const order: LoadOrder = { origin, path: `${pathname}${path}`, method: 'GET', headers: {}, durationInMs };
    await load.ask(order);
  }
  await load.stop();
}

function toReport(
  fresh: readonly ProcessFigures[],
  loaded: readonly ProcessFigures[],
  rested: readonly ProcessFigures[],
  minutes: number,
): Report {
  const states = [fresh, loaded, rested];
  const names = [...new Set(states.flatMap((state) => state.map(({ name }) => name)))];
  const sumOf = (state: readonly ProcessFigures[], name: string) => sumMemory(state.filter((it) => it.name === name));
  const rest = `${minutes} min later`;
  return {
    tables: [
      {
        title: `Memory (${memoryKind}) in MB, by program`,
        columns: ['program', 'idle after the start', 'under load', rest, `${rest}, × idle`],
        rows: [
          ...names.map((name) => [
            name,
            ...states.map((state) => sumOf(state, name)),
            sumOf(rested, name) / sumOf(fresh, name),
          ]),
          ['all', ...states.map(sumMemory), sumMemory(rested) / sumMemory(fresh)],
          ['all, as RSS', ...states.map(sumRss), sumRss(rested) / sumRss(fresh)],
        ],
      },
    ],
    findings: [
      atMost('Idle after the start, all programs', sumMemory(fresh), 'MB', 300),
      atMost(`Idle again, ${rest}`, sumMemory(rested), 'MB', 300),
    ],
    notes: ['RSS counts what programs share, such as the code of Node.js, once for each of them.'],
  };
}

const sumRss = (processes: readonly ProcessFigures[]): number =>
  processes.reduce((sum, { rssInMb }) => sum + rssInMb, 0);
