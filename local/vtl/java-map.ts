/** The methods of Java's Map and of its entries that templates may call. */
import { javaEquals } from './comparison.ts';
import type { Method } from './java-method.ts';
import { isPlainObject, JavaCollection, JavaObject } from './java-object.ts';
import { checkListSize } from './limits.ts';
import { toText } from './printing.ts';

export type JavaMap = Map<unknown, unknown>;

/** Gives undefined for an unknown method or arguments of the wrong type. */
export function callMap(self: JavaMap, name: string, args: readonly unknown[]): unknown {
  return METHODS.get(name)?.(self, args);
}

/** Stores a value and gives the old one. */
export function putEntry(self: JavaMap, key: unknown, value: unknown): unknown {
  const old = self.get(key);
  self.set(key, value);
  checkListSize(self.size);
  return old;
}

const METHODS: ReadonlyMap<string, Method<JavaMap>> = new Map<string, Method<JavaMap>>([
  ['get', (self, [key]) => self.get(key)],
  ['getOrDefault', (self, [key, other]) => (self.has(key) ? self.get(key) : other)],
  ['put', (self, [key, value]) => (value === undefined ? undefined : putEntry(self, key, value))],
  ['putIfAbsent', (self, [key, value]) => self.get(key) ?? putEntry(self, key, value)],
  ['putAll', (self, [other]) => putAll(self, other)],
  ['replace', (self, [key, value]) => (self.has(key) ? putEntry(self, key, value) : undefined)],
  ['remove', (self, args) => remove(self, args)],
  ['clear', (self) => clear(self)],
  ['containsKey', (self, [key]) => self.has(key)],
  ['containsValue', (self, [value]) => Array.from(self.values()).some((item) => javaEquals(item, value))],
  ['size', (self) => self.size],
  ['isEmpty', (self) => self.size === 0],
  ['keySet', (self) => new JavaCollection([...self.keys()], 'set')],
  ['values', (self) => new JavaCollection([...self.values()], 'set')],
  ['entrySet', (self) => new JavaCollection(entriesOf(self), 'set')],
  ['equals', (self, [other]) => javaEquals(self, other)],
  ['toString', (self) => toText(self)],
]);

function entriesOf(self: JavaMap): MapEntry[] {
  return Array.from(self.keys(), (key) => new MapEntry(self, key));
}

function putAll(self: JavaMap, other: unknown): string | undefined {
  const entries = isPlainObject(other) ? new Map<unknown, unknown>(Object.entries(other)) : other;
  if (!(entries instanceof Map)) return undefined;
  for (const [key, value] of entries) putEntry(self, key, value);
  return '';
}

/** With two arguments the entry goes only if it holds that value. */
function remove(self: JavaMap, args: readonly unknown[]): unknown {
  const [key, value] = args;
  if (args.length === 2) return javaEquals(self.get(key), value) && self.delete(key);
  const old = self.get(key);
  self.delete(key);
  return old;
}

function clear(self: JavaMap): string {
  self.clear();
  return '';
}

/** One key and value of `$map.entrySet()`. */
class MapEntry extends JavaObject {
  readonly #map: JavaMap;
  readonly #key: unknown;

  constructor(map: JavaMap, key: unknown) {
    super();
    this.#map = map;
    this.#key = key;
  }

  override property(name: string): unknown {
    if (name === 'key') return this.#key;
    return name === 'value' ? this.#map.get(this.#key) : undefined;
  }

  override call(name: string, args: readonly unknown[]): unknown {
    if (name === 'setValue' && args.length === 1) return putEntry(this.#map, this.#key, args[0]);
    if (args.length > 0) return undefined;
    if (name === 'toString') return this.toText();
    return name === 'getKey' || name === 'getValue' ? this.property(name.slice(3).toLowerCase()) : undefined;
  }

  override assign(name: string, value: unknown): void {
    if (name === 'value') putEntry(this.#map, this.#key, value);
  }

  toText(): string {
    const value = this.#map.get(this.#key);
    return `${toText(this.#key)}=${value === null ? 'null' : toText(value)}`;
  }
}
