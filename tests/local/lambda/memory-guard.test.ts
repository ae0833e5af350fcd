/** Who has to end when the memory of the whole process runs out, in a process whose memory is said to be so and so large. */
import { createMemoryGuard, type Guarded, type MemoryGuard } from '../../../local/lambda/memory-guard.ts';

const USUAL = 1000;
let memoryInMb: number;
let ended: string[];
let guard: MemoryGuard;

beforeEach(() => {
  jest.useFakeTimers();
  [memoryInMb, ended] = [USUAL, []];
  guard = createMemoryGuard(() => memoryInMb);
});
afterEach(() => jest.useRealTimers());

/** One that begins to compute at this moment, unless said otherwise. */
function aFunction(name: string, change: Partial<Guarded> = {}): Guarded {
  const guarded: Guarded = {
    memorySizeInMb: 128,
    busySinceMs: performance.now(),
    takeUtilization: () => 1,
    endForMemory: () => {
      ended.push(name);
      guard.delete(guarded);
    },
    ...change,
  };
  guard.add(guarded);
  return guarded;
}

function pass(milliseconds: number, thenInMb: number): void {
  jest.advanceTimersByTime(milliseconds);
  memoryInMb = thenInMb;
}

describe('the memory guard', () => {
  it('ends a function that goes on computing while the memory grows beyond its share', () => {
    aFunction('greedy');
    pass(60, USUAL + 128 + 512 + 1);
    jest.advanceTimersByTime(100);
    expect(ended).toEqual(['greedy']);
  });

  it.each([
    ['the memory stays within its share', {}, 128 + 512],
    ['it only waits for others', { takeUtilization: () => 0.2 }, 5000],
    ['it does nothing', { busySinceMs: undefined }, 5000],
    ['it has a larger share', { memorySizeInMb: 2048 }, 2500],
  ])('leaves a function alone as long as %s', (_what, change, growthInMb) => {
    aFunction('modest', change);
    pass(60, USUAL + growthInMb);
    jest.advanceTimersByTime(2000);
    expect(ended).toEqual([]);
  });

  it('leaves functions alone that are always done soon, however large the process is', () => {
    aFunction('brief', { busySinceMs: undefined });
    for (let round = 0; round < 20; round++) {
      pass(80, USUAL + round * 300);
      jest.advanceTimersByTime(20);
    }
    expect(ended).toEqual([]);
  });

  it('ends the one that has computed for the longest time, and then waits for what comes of it', () => {
    aFunction('first');
    jest.advanceTimersByTime(10);
    aFunction('second');
    pass(50, USUAL + 3000);
    jest.advanceTimersByTime(200);
    expect(ended).toEqual(['first']);
    memoryInMb = USUAL;
    jest.advanceTimersByTime(1000);
    expect(ended).toEqual(['first']);
  });

  it('ends another when the memory does not come back', () => {
    aFunction('first');
    jest.advanceTimersByTime(10);
    aFunction('second');
    pass(50, USUAL + 3000);
    jest.advanceTimersByTime(600);
    expect(ended).toEqual(['first', 'second']);
  });

  it('looks at nothing while there is no function', () => {
    guard.delete(aFunction('gone'));
    expect(jest.getTimerCount()).toBe(0);
  });
});
