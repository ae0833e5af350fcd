/** Reads loosely typed template values: CloudFormation writes numbers and booleans as text as often as not. */

export type Properties = Readonly<Record<string, unknown>>;

export const isProperties = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toProperties = (value: unknown): Properties => (isProperties(value) ? value : {});

export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function findText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function findNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

export const toBoolean = (value: unknown): boolean => value === true || value === 'true';

export const toTextList = (value: unknown): readonly string[] =>
  toList(value)
    .map(findText)
    .filter((text) => text !== undefined);

export function toTextMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(toProperties(value)).map(([name, member]) => [name, findText(member) ?? ''] as const);
  return Object.fromEntries(entries);
}

export function toBooleanMap(value: unknown): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(toProperties(value)).map(([name, member]) => [name, toBoolean(member)]));
}

/** The first of the allowed words that the value is, else the fallback. */
export function toOneOf<T extends string>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.find((word) => word === value) ?? fallback;
}

/** Leaves out the members that are undefined, as optional properties want it. */
export function withoutUndefined<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
