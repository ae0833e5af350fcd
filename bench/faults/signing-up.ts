/** People who sign up one after the other, and know whether they were told that they have an account. */

import { setTimeout as wait } from 'node:timers/promises';
import { canSignIn, trySignUp } from '../accounts.ts';

type Outputs = Readonly<Record<string, string>>;

export interface SigningUp {
  /** How many have an account, and how many were told that something went wrong. */
  readonly counts: { done: number; failed: number };
  /** Whatever failure was no clear one. */
  readonly oddities: readonly string[];
  stop(): Promise<void>;
  findLost(): Promise<readonly string[]>;
}

/** What Cognito says when it is in trouble itself. */
const CLEAR = '"InternalErrorException"';

export function startSigningUp(outputs: Outputs): SigningUp {
  const done: string[] = [];
  const oddities: string[] = [];
  const counts = { done: 0, failed: 0 };
  const group = `newcomer-${Date.now()}`;
  let isOver = false;
  const signingUp = signUpOnAndOn();

  async function signUpOnAndOn(): Promise<void> {
    for (let number = 0; !isOver; number++) {
      const email = `${group}-${number}@example.com`;
      const failure = await trySignUp(outputs, email);
      if (failure === undefined) counts.done = done.push(email);
      else counts.failed += 1;
      if (failure !== undefined && !failure.includes(CLEAR)) oddities.push(`A sign-up: ${failure}`);
      await wait(20);
    }
  }

  return {
    counts,
    oddities,
    stop: async () => {
      isOver = true;
      await signingUp;
    },
    findLost: async () => {
      const lost = await Promise.all(done.map(async (email) => ((await canSignIn(outputs, email)) ? [] : [email])));
      return lost.flat().map((email) => `${email} has signed up, and can't sign in.`);
    },
  };
}
