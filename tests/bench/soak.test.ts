/** How the soak bench finds its rate, and what it says of memory. */

import { findRate, getHighest } from '../../bench/soak/find-rate.ts';
import type { ShopFigures } from '../../bench/soak/kinds.ts';
import { createRecorder } from '../../bench/soak/recorder.ts';
import { type Sample, toGrowth } from '../../bench/soak/samples.ts';

const figures = (requestsPerSecond: number, p99InMs: number, errorCount = 0): ShopFigures => ({
  ...{ requestsPerSecond, errorCount, errors: [], stretches: [] },
  whole: {} as ShopFigures['whole'],
  all: { count: 1, p50InMs: 1, p99InMs },
});

describe('the rate', () => {
  it.each<[string, readonly ShopFigures[], number, number]>([
    ['more shoppers only wait', [figures(50, 10), figures(90, 20), figures(91, 50)], 3, 91],
    ['answers come too late', [figures(50, 10), figures(90, 1_500), figures(200, 10)], 2, 50],
    ['something goes wrong', [figures(50, 10), figures(90, 20, 1), figures(200, 10)], 2, 50],
    ['two shoppers are too many already', [figures(5, 1_500), figures(4, 1_500)], 2, 5],
  ])('is found when %s', async (_what, results, stepsTaken, highest) => {
    const left = [...results];
    const steps = await findRate(async () => left.shift() ?? figures(0, 0), 32);
    expect([steps.length, getHighest(steps)]).toEqual([stepsTaken, highest]);
  });
});

describe('the growth of memory', () => {
  const at = (seconds: number, ...sizes: readonly (readonly [pid: number, rssInMb: number])[]): Sample => ({
    ...{ atMs: seconds * 1000, healthInMs: 1, descriptors: 1 },
    processes: sizes.map(([pid, rssInMb]) => ({ pid, name: `p${pid}`, rssInMb, memoryInMb: rssInMb, descriptors: 1 })),
    totalInMb: sizes.reduce((sum, [, rssInMb]) => sum + rssInMb, 0),
  });

  it('compares the first third after the warm-up with the last, for processes that were there all the time', () => {
    const samples = [at(0, [1, 900]), at(10, [1, 100], [2, 7]), at(20, [1, 150]), at(30, [1, 120])];
    expect(toGrowth(samples, 10_000)).toEqual([
      { name: 'p1', firstInMb: 100, lastInMb: 120 },
      { name: 'all processes', firstInMb: 107, lastInMb: 120 },
    ]);
  });
});

describe('the recorder', () => {
  it('counts what went wrong, and goes on', async () => {
    const recorder = createRecorder();
    const fail = async () => {
      throw new Error('500');
    };
    expect(await recorder.time('read', 'GET /x', fail)).toBeUndefined();
    expect(await recorder.time('write', 'PUT /x', async () => 'done')).toBe('done');
    const { errorCount, errors, whole } = recorder.toFigures(60_000);
    expect([errorCount, errors, whole.read.count, whole.write.count]).toEqual([1, ['GET /x: 500'], 0, 1]);
  });
});
