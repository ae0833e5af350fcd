/**
 * Reads, writes and calls members of any value. Only what is listed here and in the tables of Java methods exists:
 * nothing of JavaScript's own objects can be reached from a template.
 */
import { callList, getElement, listProperty, setElement } from './java-list.ts';
import { callMap, putEntry } from './java-map.ts';
import { isJavaNumber } from './java-number.ts';
import { callBoolean, callNumber } from './java-number-methods.ts';
import { isPlainObject, itemsOf, JavaCollection, JavaObject, ownMember } from './java-object.ts';
import { callString, stringProperty } from './java-string.ts';

/** `$value.name`; undefined when there is no such member. */
export function getProperty(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name);
  if (typeof value === 'string') return stringProperty(value, name);
  if (value instanceof JavaObject) return value.property(name);
  if (Array.isArray(value) || value instanceof JavaCollection) return listProperty(value, name);
  return isPlainObject(value) ? ownMember(value, name) : undefined;
}

/** `$value[key]`; undefined when there is no such member. */
export function getIndex(value: unknown, key: unknown): unknown {
  if (value instanceof Map) return value.get(key);
  const items = itemsOf(value);
  if (items) return typeof key === 'number' && Number.isInteger(key) ? getElement(items, key) : undefined;
  return typeof key === 'string' && !(typeof value === 'string') ? getProperty(value, key) : undefined;
}

/** `#set($value.name = x)` and `#set($value[key] = x)`; does nothing where there is nothing to assign to. */
export function assignMember(value: unknown, key: unknown, assigned: unknown): void {
  if (value instanceof Map) putEntry(value, key, assigned);
  else if (value instanceof JavaObject) value.assign(String(key), assigned);
  else if (typeof key === 'number') assignElement(value, key, assigned);
}

function assignElement(value: unknown, index: number, assigned: unknown): void {
  const items = itemsOf(value);
  if (items) setElement(items, index, assigned);
}

/** `$value.name(args)`; undefined when there is no such method for these arguments. */
export function callMethod(value: unknown, name: string, args: readonly unknown[]): unknown {
  if (typeof value === 'string') return callString(value, name, args);
  if (value instanceof Map) return callMap(value, name, args);
  if (value instanceof JavaObject) return value.call(name, args);
  if (Array.isArray(value) || value instanceof JavaCollection) return callList(value, name, args);
  if (isJavaNumber(value)) return callNumber(value, name, args);
  return typeof value === 'boolean' ? callBoolean(value, name, args) : undefined;
}

/** What `#foreach` visits: the elements of a list, the values of a map. */
export function elementsOf(value: unknown): readonly unknown[] | undefined {
  if (value instanceof Map) return [...value.values()];
  return value instanceof JavaObject ? value.elements() : itemsOf(value);
}
