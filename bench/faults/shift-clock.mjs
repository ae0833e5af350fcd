/** Puts the clock of a thread forward or back, by as many milliseconds as a file says. Timers and performance.now() don't notice. */

import { readFileSync } from 'node:fs';

/** So long an offset is believed before the file is read again. */
const FRESH_MS = 5;

/** The file may change at any time. */
export function shiftClock(file) {
  const { Date: RealDate } = globalThis;
  let offsetMs = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  const now = () => {
    if (performance.now() - readAt > FRESH_MS) {
      offsetMs = Number(readFileSync(file, 'utf8'));
      readAt = performance.now();
    }
    return RealDate.now() + offsetMs;
  };
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, called) => Reflect.construct(target, args.length === 0 ? [now()] : args, called),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
