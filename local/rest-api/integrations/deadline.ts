/** The integration's timeout, for whatever answers by a promise. */

import { integrationTimeout } from '../failures.ts';

/** Throws INTEGRATION_TIMEOUT when the answer takes longer; `onTimeout` is where the work is called off. */
export function withDeadline<T>(answer: Promise<T>, timeoutInMillis: number, onTimeout?: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(integrationTimeout(timeoutInMillis));
      onTimeout?.();
    }, timeoutInMillis);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
