/** What the tables of Java methods share: their type, and checks of the arguments. */

/** One method; undefined means that Java has none of that name for these arguments. */
export type Method<Self> = (self: Self, args: readonly unknown[]) => unknown;

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Java's int. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** Java's String.hashCode. */
export function hashString(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

export function firstIndex(self: string, [part, from]: readonly unknown[]): number | undefined {
  const text = toSearched(part);
  if (text === undefined || !(from === undefined || isCount(from))) return undefined;
  return self.indexOf(text, from ?? 0);
}

export function lastIndex(self: string, [part, from]: readonly unknown[]): number | undefined {
  const text = toSearched(part);
  if (text === undefined || !(from === undefined || isCount(from))) return undefined;
  if (from === undefined) return self.lastIndexOf(text);
  return from < 0 ? -1 : self.lastIndexOf(text, from);
}

/** Java also takes the code of a character. */
function toSearched(part: unknown): string | undefined {
  if (isText(part)) return part;
  return isCount(part) && part >= 0 && part <= 0x10ffff ? String.fromCodePoint(part) : undefined;
}
