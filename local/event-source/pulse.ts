/** When to look for records again: soon after a change, ever more rarely without one. */

export interface Pulse {
  /** Something may have been written. */
  beat(): void;
  /** Resolves after a beat, one that came since the last call included, or after a while without one. */
  next(stopping: AbortSignal): Promise<void>;
  /** There were records: look again soon. */
  restart(): void;
}

/** Gives the readers a pulse each, and lets all of them beat. */
export interface Pulses {
  /** Runs `read` with a pulse of its own. */
  during<T>(read: (pulse: Pulse) => Promise<T>): Promise<T>;
  beat(): void;
}

export function createPulses(pausesMs: readonly number[]): Pulses {
  const pulses = new Set<Pulse>();
  return {
    during: async (read) => {
      const pulse = createPulse(pausesMs);
      pulses.add(pulse);
      return read(pulse).finally(() => pulses.delete(pulse));
    },
    beat: () => {
      for (const pulse of pulses) pulse.beat();
    },
  };
}

/** Between two looks, however much is written. */
const SHORTEST_PAUSE_MS = 20;

/**
 * The pauses without a beat, one after another; the last one repeats. The short ones come first because a write may be
 * heard of a moment before it can be read.
 */
export function createPulse(pausesMs: readonly number[]): Pulse {
  let step = 0;
  let hasBeaten = false;
  let wake = (): void => {};
  const restart = (): void => {
    step = 0;
  };
  return {
    restart,
    beat: () => {
      hasBeaten = true;
      wake();
    },
    next: async (stopping) => {
      await pause(SHORTEST_PAUSE_MS, stopping, () => {});
      const pauseMs = pausesMs[Math.min(step, pausesMs.length - 1)] ?? 0;
      step += 1;
      if (!hasBeaten) {
        await pause(pauseMs, stopping, (end) => {
          wake = end;
        });
      }
      if (hasBeaten) restart();
      hasBeaten = false;
    },
  };
}

function pause(ms: number, stopping: AbortSignal, onStart: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, stopping.aborted ? 0 : ms);
    stopping.addEventListener('abort', end);
    onStart(end);
  });
}
