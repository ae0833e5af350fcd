/** Prints a token's claims the way an HTTP API hands them on: every one as text, lists as `[a b]`. */

export function toClaims(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(payload).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, toText(value)]));
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toText).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}:${toText(member)}`);
  return `map[${members.sort().join(' ')}]`;
}
