import { isFresh } from '../../../local/api-gateway/kept.ts';

describe('isFresh', () => {
  it.each([
    ['just stored', 5_000, true],
    ['in its last moment', 5_999, true],
    ['too old', 6_000, false],
    ['a day old, by a clock that was put forward', 5_000 + 86_400_000, false],
    ['from tomorrow, by a clock that was put back', 5_000 - 86_400_000, false],
  ])('of what is %s', (_what, nowMs, fresh) => {
    expect(isFresh({ storedAtMs: 5_000, ttlMs: 1_000 }, nowMs)).toBe(fresh);
  });
});
