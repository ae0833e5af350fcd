/** Trying again when the API asks to slow down. */
import { ApiError, type FailureCode } from '../../frontend/api-error.ts';
import { retryThrottled, toWait } from '../../frontend/retry.ts';

const failure = (code: FailureCode) => new ApiError(code, code);

function createTask(...outcomes: readonly (string | ApiError)[]) {
  const task = { calls: 0, waits: [] as number[] };
  const run = async () => {
    const outcome = outcomes[Math.min(task.calls, outcomes.length - 1)];
    task.calls += 1;
    if (outcome instanceof ApiError) throw outcome;
    return outcome;
  };
  const options = {
    signal: new AbortController().signal,
    onWait: (milliseconds: number) => void task.waits.push(milliseconds),
    random: () => 1,
    sleep: async () => {},
  };
  return { task, run, options };
}

describe('retryThrottled', () => {
  it('does not wait when the first attempt succeeds', async () => {
    const { task, run, options } = createTask('books');
    expect(await retryThrottled(run, options)).toBe('books');
    expect(task).toEqual({ calls: 1, waits: [] });
  });

  it('tries again after 429, and waits longer each time', async () => {
    const throttled = failure('throttled');
    const { task, run, options } = createTask(throttled, throttled, throttled, 'books');
    expect(await retryThrottled(run, options)).toBe('books');
    expect(task).toEqual({ calls: 4, waits: [500, 1000, 2000] });
  });

  it('gives up after five attempts', async () => {
    const { task, run, options } = createTask(failure('throttled'));
    await expect(retryThrottled(run, options)).rejects.toMatchObject({ code: 'throttled' });
    expect(task).toEqual({ calls: 5, waits: [500, 1000, 2000, 4000] });
  });

  it.each(['failed', 'unavailable', 'not-found', 'offline'] as const)(
    'does not repeat what ended as %s',
    async (code) => {
      const { task, run, options } = createTask(failure(code));
      await expect(retryThrottled(run, options)).rejects.toMatchObject({ code });
      expect(task.calls).toBe(1);
    },
  );

  it('stops waiting when the visitor has gone elsewhere', async () => {
    const gone = new AbortController();
    const { task, run, options } = createTask(failure('throttled'));
    const { sleep: _, ...really } = options;
    const result = retryThrottled(run, { ...really, signal: gone.signal, onWait: () => gone.abort() });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(task.calls).toBe(1);
  });
});

describe('toWait', () => {
  it.each([
    [1, 0, 250],
    [1, 1, 500],
    [3, 0.5, 1500],
    [4, 1, 4000],
  ])('waits before attempt %d + 1 with the dice at %d for %d ms', (attempt, chance, milliseconds) => {
    expect(toWait(attempt, chance)).toBe(milliseconds);
  });
});
