/** An integration's timeout, for whatever answers by a promise. */

/** Throws what `toError` makes when the answer takes longer. */
export function withDeadline<T>(
  answer: Promise<T>,
  timeoutInMillis: number,
  toError: (timeoutInMillis: number) => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(toError(timeoutInMillis)), timeoutInMillis);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
