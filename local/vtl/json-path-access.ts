/** Reaches into documents, whether parsed by this engine (Maps) or plain data from outside. */
import { isPlainObject, itemsOf, ownMember } from './java-object.ts';

export function namedMember(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name);
  return isPlainObject(value) ? ownMember(value, name) : undefined;
}

/** Negative indexes count from the end. */
export function elementAt(value: unknown, index: number): unknown {
  return itemsOf(value)?.at(index);
}

export function slice(value: unknown, from: number | undefined, to: number | undefined): readonly unknown[] {
  return itemsOf(value)?.slice(from, to) ?? [];
}

/** The elements of a list or the values of an object. */
export function membersOf(value: unknown): readonly unknown[] {
  if (value instanceof Map) return [...value.values()];
  return itemsOf(value) ?? (isPlainObject(value) ? Object.values(value) : []);
}
