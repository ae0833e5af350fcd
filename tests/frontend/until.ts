/** Waits for what happens over the network. */

/** Throws when it does not come to pass. */
export async function until(what: () => boolean, patienceMs = 5000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`It did not come to pass: ${what}`);
    await pause(5);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
