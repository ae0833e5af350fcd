/** The functions' bundles as they deploy: the smaller they are, the sooner a function starts. */

import { MOST_KILOBYTES, readBundleSizes } from '../../bench/bundles.ts';

describe('the bundle of a function', () => {
  const sizes = [...readBundleSizes()];

  it('is there for each function', () => {
    expect(sizes.length).toBeGreaterThan(20);
  });

  it.each(sizes)('%s is small enough: %d KB', (_name, kilobytes) => {
    expect(kilobytes).toBeGreaterThan(0);
    expect(kilobytes).toBeLessThanOrEqual(MOST_KILOBYTES);
  });
});
