/** Asynchronous invocations: answered at once, run later, and tried again when the function fails. */
import type { InvokeResult } from './invocation.ts';
import { invalidContent } from './lambda-error.ts';

type Outcome = Pick<InvokeResult, 'functionError'>;

export interface EventQueue {
  /**
   * Runs `attempt` now and, while it says that the function failed, after each of the waits.
   * Refuses an event that is not JSON.
   */
  push(event: string, maximumRetryAttempts: number, attempt: () => Promise<Outcome>): void;
  stop(): void;
}

/** `onError` hears of an attempt that Lambda itself refused; there is nobody else to tell. */
export function createEventQueue(retryDelaysMs: readonly number[], onError: (error: unknown) => void): EventQueue {
  const timers = new Set<NodeJS.Timeout>();
  const run = async (attempt: () => Promise<Outcome>, delaysMs: readonly number[]) => {
    const { functionError } = await attempt();
    const [delayMs, ...later] = delaysMs;
    if (functionError === undefined || delayMs === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      run(attempt, later).catch(onError);
    }, delayMs);
    timers.add(timer);
  };
  return {
    push: (event, maximumRetryAttempts, attempt) => {
      assertJson(event);
      run(attempt, retryDelaysMs.slice(0, maximumRetryAttempts)).catch(onError);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function assertJson(event: string): void {
  try {
    JSON.parse(event);
  } catch (error) {
    throw invalidContent(String(error));
  }
}
