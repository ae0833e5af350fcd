/** Prints a token's claims the way API Gateway hands them on: every one of them as text. */

/** These become dates in Java's own notation, such as `Fri Jul 29 18:52:53 UTC 2016`. */
const DATES = new Set(['exp', 'iat', 'nbf']);

export function toClaims(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(payload).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toClaim(name, value)]));
}

function toClaim(name: string, value: unknown): string {
  if (DATES.has(name) && typeof value === 'number') return toJavaDate(value);
  return Array.isArray(value) ? value.map(toText).join(',') : toText(value);
}

const toText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

function toJavaDate(seconds: number): string {
  const [weekday, day, month, year, time] = new Date(seconds * 1000).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
