/** Looks every five seconds at what the stack's processes hold, and how soon the stack gets round to answering. */

import { setTimeout as wait } from 'node:timers/promises';
import { type ProcessFigures, readProcesses } from '../processes.ts';
import { median } from '../statistics.ts';

export interface Sample {
  readonly atMs: number;
  readonly processes: readonly ProcessFigures[];
  readonly totalInMb: number;
  readonly descriptors: number;
  /** A request that needs nothing but the stack's own thread: as long as it takes, the thread was busy. */
  readonly healthInMs: number;
}

export interface Growth {
  readonly name: string;
  readonly firstInMb: number;
  readonly lastInMb: number;
}

const EVERY_MS = 5_000;
/** Workers without work end after a minute. */
const LONGEST_REST_MS = 150_000;

export function watchProcesses(rootPid: number, restApiUrl: string): { stop(): readonly Sample[] } {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const look = async (): Promise<void> => {
    const askedAt = performance.now();
    await (await fetch(`${restApiUrl}/health`)).text();
    const healthInMs = performance.now() - askedAt;
    const processes = readProcesses(rootPid);
    const sum = (of: (it: ProcessFigures) => number) => processes.reduce((total, it) => total + of(it), 0);
    const totals = { totalInMb: sum(({ rssInMb }) => rssInMb), descriptors: sum(({ descriptors }) => descriptors) };
    samples.push({ atMs: askedAt - startedAt, processes, healthInMs, ...totals });
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}

/** Of each process that was there all the time, and of all together: the first third of the time against the last. */
export function toGrowth(samples: readonly Sample[], warmUpMs: number): readonly Growth[] {
  const warm = samples.filter(({ atMs }) => atMs >= warmUpMs);
  const third = Math.max(1, Math.floor(warm.length / 3));
  const toMedians = (name: string, of: (sample: Sample) => number): Growth => ({
    name,
    firstInMb: median(warm.slice(0, third).map(of)),
    lastInMb: median(warm.slice(-third).map(of)),
  });
  const lasting = warm[0]?.processes.filter(({ pid }) => warm.every((it) => it.processes.some((at) => at.pid === pid)));
  const rssOf = (pid: number) => (sample: Sample) =>
    sample.processes.find((it) => it.pid === pid)?.rssInMb ?? Number.NaN;
  return [
    ...(lasting ?? []).map(({ pid, name }) => toMedians(name, rssOf(pid))),
    toMedians('all processes', ({ totalInMb }) => totalInMb),
  ];
}

/** Until no more are open than `most`, or for as long as it makes sense to wait; then how many there are. */
export async function waitForDescriptors(rootPid: number, most: number): Promise<number> {
  const count = () => readProcesses(rootPid).reduce((sum, { descriptors }) => sum + descriptors, 0);
  const until = performance.now() + (most === 0 ? 0 : LONGEST_REST_MS);
  for (;;) {
    const open = count();
    if (open <= most || performance.now() > until) return open;
    await wait(1_000);
  }
}
