/** Slows down guessing: after five wrong passwords a name is locked, each time for longer. Source: "Lockout behavior". */

export interface PasswordAttempts {
  /**
   * Runs `isRight` unless the name is locked, in which case `locked` is thrown. Attempts on one name run one after
   * another, so that guessing in parallel gains nothing. Names that nobody has are treated alike.
   */
  run(name: string, isRight: () => Promise<boolean>, locked: () => Error): Promise<boolean>;
}

interface Failures {
  readonly count: number;
  readonly lastAtMs: number;
}

const FREE_FAILURES = 5;
const MAX_LOCK_MS = 15 * 60_000;
/** The oldest are forgotten beyond it. */
const MAX_NAMES = 10_000;

export function createPasswordAttempts(now: () => number): PasswordAttempts {
  const failures = new Map<string, Failures>();
  const queues = new Map<string, Promise<unknown>>();

  const attempt = async (name: string, isRight: () => Promise<boolean>, locked: () => Error): Promise<boolean> => {
    const { count, lastAtMs } = failures.get(name) ?? { count: 0, lastAtMs: now() };
    const sinceMs = now() - lastAtMs;
    // A clock that was put back must not lock anybody out until it is where it was.
    if (sinceMs >= 0 && sinceMs < toLockMs(count)) throw locked();
    const right = await isRight();
    failures.delete(name);
    if (!right) failures.set(name, { count: count + 1, lastAtMs: now() });
    if (failures.size > MAX_NAMES) failures.delete(failures.keys().next().value ?? '');
    return right;
  };
  return {
    run: (name, isRight, locked) => {
      const before = queues.get(name) ?? Promise.resolve();
      const result = before.then(() => attempt(name, isRight, locked));
      const settled = result
        .catch(() => {})
        .then(() => {
          if (queues.get(name) === settled) queues.delete(name);
        });
      queues.set(name, settled);
      return result;
    },
  };
}

function toLockMs(count: number): number {
  return count < FREE_FAILURES ? 0 : Math.min(1000 * 2 ** (count - FREE_FAILURES), MAX_LOCK_MS);
}
