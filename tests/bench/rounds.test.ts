import { type Measurement, measureInRounds, type Side, summarise } from '../../bench/rounds.ts';

const aMeasurement = (requestsPerSecond: number): Measurement => ({
  requestsPerSecond,
  p50InMs: requestsPerSecond / 10,
  p99InMs: requestsPerSecond / 5,
  failures: 1,
});

describe('measureInRounds', () => {
  const calls: string[] = [];
  const aSide = (name: string): Side => ({
    name,
    measure: async (durationInMs) => {
      calls.push(`${name} ${durationInMs}`);
      return aMeasurement(calls.length);
    },
  });

  it('warms every side up, then asks them in turns, every other round backwards', async () => {
    const [first, second] = [aSide('first'), aSide('second')];
    const results = await measureInRounds([first, second], { rounds: 2, roundInMs: 7, warmUpInMs: 50 });
    expect(calls).toEqual(['first 50', 'second 50', 'first 7', 'second 7', 'second 7', 'first 7']);
    expect(results.get(first)?.map((it) => it.requestsPerSecond)).toEqual([3, 6]);
    expect(results.get(second)?.map((it) => it.requestsPerSecond)).toEqual([4, 5]);
  });
});

describe('summarise', () => {
  it('takes medians, and adds up the failures', () => {
    expect(summarise([30, 10, 20].map(aMeasurement))).toEqual({
      requestsPerSecond: 20,
      p50InMs: 2,
      p99InMs: 4,
      failures: 3,
    });
  });
});
