/** Tries again after 429: waits longer each time, and at random so that many visitors don't return at once. */
import { ApiError } from './api-error.ts';

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Told how long the next wait is, before it. */
  readonly onWait: (milliseconds: number) => void;
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const attempts = 5;
const firstWaitInMilliseconds = 500;

export async function retryThrottled<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, onWait, random = Math.random, sleep = sleepUnlessAborted } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'throttled' || attempt === attempts) throw error;
    }
    const wait = toWait(attempt, random());
    onWait(wait);
    await sleep(wait, signal);
  }
}

/** Between half and the whole of 0.5 s, 1 s, 2 s, 4 s. `chance` is from 0 to 1. */
export function toWait(attempt: number, chance: number): number {
  const longest = firstWaitInMilliseconds * 2 ** (attempt - 1);
  return Math.round(longest * (0.5 + chance / 2));
}

function sleepUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
