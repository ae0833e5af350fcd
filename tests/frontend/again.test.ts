/** Doing something again, one at a time. */
import { Again } from '../../frontend/again.ts';

describe('Again', () => {
  it('does it once more for all who ask while it is being done', async () => {
    const ends: (() => void)[] = [];
    const again = new Again(() => new Promise((resolve) => ends.push(resolve)));
    const first = again.ask();
    void again.ask();
    void again.ask();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await first;
    expect(ends).toHaveLength(2);
  });

  it('can be asked again after a failure', async () => {
    let calls = 0;
    const again = new Again(async () => {
      calls += 1;
      if (calls === 1) throw new Error('no');
    });
    await expect(again.ask()).rejects.toThrow('no');
    await again.ask();
    expect(calls).toBe(2);
  });
});
