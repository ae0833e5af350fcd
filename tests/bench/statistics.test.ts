import fc from 'fast-check';
import { median, medianRatio, percentile } from '../../bench/statistics.ts';

describe('median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
    [[-1, -3], -2],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('refuses an empty list', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('leaves the list as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('percentile', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [oneToHundred, 0.5, 50],
    [oneToHundred, 0.99, 99],
    [oneToHundred, 1, 100],
    [oneToHundred, 0, 1],
    [[5, 1], 0.99, 5],
    [[5, 1], 0.5, 1],
    [[8], 0.99, 8],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('refuses an empty list', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it('is exceeded by no larger share of the values than is left', () => {
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const limit = percentile(list, share);
        expect(list.filter((value) => value > limit).length / list.length).toBeLessThanOrEqual(1 - share + 1e-9);
      }),
    );
  });
});

describe('medianRatio', () => {
  it('compares round by round', () => {
    // The second round met a busy machine: both sides fell to a tenth, their ratio stayed.
    expect(medianRatio([400, 40, 500], [100, 10, 100])).toBe(4);
  });

  it('refuses sides with different numbers of rounds', () => {
    expect(() => medianRatio([1, 2], [1])).toThrow("2 rounds can't be compared with 1");
  });
});
