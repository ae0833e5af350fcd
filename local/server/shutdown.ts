/** Stops what was started, the latest first: all of it at the end, or what is there when a start fails. */

export interface Shutdown {
  /** `stop` is called once at the most. */
  add(stop: () => unknown): void;
  /** Calls all that were added, even when one of them throws; then throws that error. */
  run(): Promise<void>;
}

/** `start` adds each thing that it has started; when it throws, all of them are stopped before the error goes on. */
export async function startTogether<T>(start: (shutdown: Shutdown) => Promise<T>): Promise<T> {
  const stops: (() => unknown)[] = [];
  const run = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  };
  try {
    return await start({ add: (stop) => stops.push(stop), run });
  } catch (error) {
    // The reason is what counts, not what went wrong on top of it.
    await run().catch(() => {});
    throw error;
  }
}
