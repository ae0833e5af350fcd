/** Waiting between attempts. */
import { setTimeout as wait } from 'node:timers/promises';

const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 500;

/** A random time, up to twice as long after each attempt: those who collided don't come back together. */
export async function waitAfterAttempt(attempt: number): Promise<void> {
  await wait(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
}
