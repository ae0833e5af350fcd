/** How values become text: Java's toString, and compact JSON. */
import { formatDouble, JavaDouble } from './java-double.ts';
import { isPlainObject, JavaCollection, JavaObject } from './java-object.ts';
import { checkDepth, checkLength, checkSteps } from './limits.ts';

/** Counts the lists and maps of one printing: data that holds itself several times doubles with every level. */
interface Work {
  steps: number;
}

/** Prints a value as a template does: null as nothing, maps as `{k=v}`, lists from JSON as JSON. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : nestedText(value, 0, { steps: 0 });
}

/** Prints a value as compact JSON; undefined prints as null. */
export function toJsonText(value: unknown): string {
  return jsonText(value, 0, { steps: 0 });
}

function nestedText(value: unknown, depth: number, work: Work): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return jsonText(value, depth, work);
  if (value instanceof Map) return mapText(value, depth, work);
  if (value instanceof JavaCollection) return collectionText(value, depth, work);
  if (value instanceof JavaObject) return value.toText();
  if (isPlainObject(value)) return mapText(new Map(Object.entries(value)), depth, work);
  return String(value);
}

function numberText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : formatDouble(value);
}

function mapText(map: ReadonlyMap<unknown, unknown>, depth: number, work: Work): string {
  checkDepth(depth);
  checkSteps(++work.steps);
  const entries = Array.from(
    map,
    ([key, value]) => `${nestedText(key, depth + 1, work)}=${nestedText(value, depth + 1, work)}`,
  );
  return checked(`{${entries.join(', ')}}`);
}

function collectionText({ items, type }: JavaCollection, depth: number, work: Work): string {
  checkDepth(depth);
  checkSteps(++work.steps);
  // Java prints the type and an address; only that it is no list of the elements is worth keeping.
  if (type === 'array') return '[Ljava.lang.String;@1b28cdfa';
  return checked(`[${items.map((item) => nestedText(item, depth + 1, work)).join(', ')}]`);
}

function jsonText(value: unknown, depth: number, work: Work): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return jsonList(value, depth, work);
  if (value instanceof Map) return jsonMap(value, depth, work);
  if (value instanceof JavaCollection) return jsonList(value.items, depth, work);
  if (value instanceof JavaObject) return JSON.stringify(value.toText());
  if (isPlainObject(value)) return jsonMap(new Map(Object.entries(value)), depth, work);
  if (value instanceof JavaDouble && !Number.isFinite(value.value)) return 'null';
  return String(value);
}

function jsonList(items: readonly unknown[], depth: number, work: Work): string {
  checkDepth(depth);
  checkSteps(++work.steps);
  let text = '';
  for (const item of items)
    text += text === '' ? jsonText(item, depth + 1, work) : `,${jsonText(item, depth + 1, work)}`;
  return checked(`[${text}]`);
}

function jsonMap(map: ReadonlyMap<unknown, unknown>, depth: number, work: Work): string {
  checkDepth(depth);
  checkSteps(++work.steps);
  let text = '';
  for (const [key, value] of map) {
    const entry = `${JSON.stringify(nestedText(key, depth + 1, work))}:${jsonText(value, depth + 1, work)}`;
    text += text === '' ? entry : `,${entry}`;
  }
  return checked(`{${text}}`);
}

function checked(text: string): string {
  checkLength(text.length);
  return text;
}
