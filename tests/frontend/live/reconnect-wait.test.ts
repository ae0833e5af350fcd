/** How long the page waits before it connects again. */
import { toReconnectWait } from '../../../frontend/live/reconnect-wait.ts';

describe('toReconnectWait', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1000],
    [2, 0.5, 1500],
    [5, 1, 16_000],
    [6, 1, 30_000],
    [6, 0, 15_000],
    [1000, 1, 30_000],
  ])('waits after attempt %d with the dice at %d for %d ms', (attempt, chance, milliseconds) => {
    expect(toReconnectWait(attempt, chance)).toBe(milliseconds);
  });
});
