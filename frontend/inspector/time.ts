/** Times and sizes in figures for people. */

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Such as `14:05:09.120`, on this computer's clock. */
export function formatClock(atMs: number): string {
  return clock.format(atMs);
}

/** Three figures at most: `0.05 ms`, `4.2 ms`, `631 ms`, `1.25 s`; and `< 0.01 ms`. */
export function formatDuration(durationInMs: number): string {
  if (durationInMs >= 999.5) return `${(durationInMs / 1000).toFixed(2)} s`;
  if (durationInMs >= 99.5) return `${Math.round(durationInMs)} ms`;
  if (durationInMs >= 9.95) return `${durationInMs.toFixed(0)} ms`;
  if (durationInMs < 0.005) return '< 0.01 ms';
  return `${durationInMs.toFixed(durationInMs >= 0.995 ? 1 : 2)} ms`;
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
