/** A few things at a time. */

import { setTimeout as wait } from 'node:timers/promises';
import { inParallel } from '../../../scripts/aws/in-parallel.ts';

describe('inParallel', () => {
  it('gives the results in the order of the items', async () => {
    const results = await inParallel([30, 1, 20, 2, 3], async (ms) => {
      await wait(ms);
      return ms * 2;
    });
    expect(results).toEqual([60, 2, 40, 4, 6]);
  });

  it('has at most four under way', async () => {
    let underWay = 0;
    let most = 0;
    await inParallel(Array.from({ length: 20 }), async () => {
      most = Math.max(most, ++underWay);
      await wait(1);
      underWay -= 1;
    });
    expect(most).toBe(4);
  });

  it('begins nothing new after a failure, and throws it when what runs has ended', async () => {
    const ended: number[] = [];
    const failing = inParallel([0, 1, 2, 3, 4, 5, 6, 7], async (item) => {
      await wait(item === 1 ? 1 : 5);
      if (item === 1) throw new Error('broken');
      ended.push(item);
    });
    await expect(failing).rejects.toThrow('broken');
    expect(ended).toEqual([0, 2, 3]);
  });
});
