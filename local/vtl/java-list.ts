/** The methods of Java's List, Set and arrays that templates may call. */
import { javaEquals } from './comparison.ts';
import { TemplateRenderError } from './errors.ts';
import { JavaIterator } from './java-iterator.ts';
import { isCount, type Method } from './java-method.ts';
import { itemsOf, JavaCollection } from './java-object.ts';
import { checkListSize } from './limits.ts';
import { toJsonText, toText } from './printing.ts';

export type JavaList = unknown[] | JavaCollection;

/** Gives undefined for an unknown method or arguments of the wrong type. */
export function callList(self: JavaList, name: string, args: readonly unknown[]): unknown {
  const items = Array.isArray(self) ? self : self.items;
  if (name === 'toString') return toText(self);
  if (name === 'toJSONString') return Array.isArray(self) ? toJsonText(self) : undefined;
  if (!Array.isArray(self) && self.type !== 'list' && LIST_ONLY.has(name)) return undefined;
  return METHODS.get(name)?.(items, args);
}

export function listProperty(self: JavaList, name: string): unknown {
  return name === 'empty' ? (Array.isArray(self) ? self : self.items).length === 0 : undefined;
}

/** `$list[n]`, where -1 is the last element; throws TemplateRenderError outside the list, as Java does. */
export function getElement(items: readonly unknown[], index: number): unknown {
  return items[checkIndex(items, index < 0 ? items.length + index : index)];
}

export function setElement(items: unknown[], index: number, value: unknown): unknown {
  const at = checkIndex(items, index < 0 ? items.length + index : index);
  const old = items[at];
  items[at] = value;
  return old;
}

const LIST_ONLY: ReadonlySet<string> = new Set(['indexOf', 'lastIndexOf', 'subList', 'listIterator']);

const METHODS: ReadonlyMap<string, Method<unknown[]>> = new Map<string, Method<unknown[]>>([
  ['size', (items) => items.length],
  ['isEmpty', (items) => items.length === 0],
  ['get', (items, [at]) => (isCount(at) ? items[checkIndex(items, at)] : undefined)],
  ['set', (items, [at, value]) => (isCount(at) && value !== undefined ? replace(items, at, value) : undefined)],
  ['add', add],
  ['appendElement', (items, [value]) => (value === undefined ? undefined : append(items, [value]) && items)],
  ['addAll', addAll],
  ['remove', (items, [what]) => remove(items, what)],
  ['removeAll', (items, [others]) => keep(items, others, false)],
  ['retainAll', (items, [others]) => keep(items, others, true)],
  ['clear', (items) => clear(items)],
  ['contains', (items, [value]) => indexOf(items, value) !== -1],
  ['containsAll', (items, [others]) => itemsOf(others)?.every((other) => indexOf(items, other) !== -1)],
  ['indexOf', (items, [value]) => indexOf(items, value)],
  ['lastIndexOf', (items, [value]) => items.findLastIndex((item) => javaEquals(item, value))],
  ['subList', subList],
  ['iterator', (items) => new JavaIterator(items)],
  ['listIterator', (items) => new JavaIterator(items)],
  ['toArray', (items) => new JavaCollection([...items], 'array')],
  ['equals', (items, [other]) => javaEquals(items, other)],
]);

function checkIndex(items: readonly unknown[], index: number): number {
  if (index < 0 || index >= items.length) {
    throw new TemplateRenderError(`Index ${index} lies outside a list of ${items.length}`);
  }
  return index;
}

function indexOf(items: readonly unknown[], value: unknown): number {
  return items.findIndex((item) => javaEquals(item, value));
}

function replace(items: unknown[], index: number, value: unknown): unknown {
  const old = items[checkIndex(items, index)];
  items[index] = value;
  return old;
}

function add(items: unknown[], args: readonly unknown[]): unknown {
  const [first, second] = args;
  if (args.length === 1) return append(items, [first]);
  if (!isCount(first) || args.length !== 2) return undefined;
  if (first !== items.length) checkIndex(items, first);
  insert(items, first, [second]);
  return '';
}

function addAll(items: unknown[], args: readonly unknown[]): unknown {
  const [first, second] = args;
  const added = itemsOf(args.length === 1 ? first : second);
  if (!added) return undefined;
  if (args.length === 1) return append(items, added);
  if (!isCount(first)) return undefined;
  if (first !== items.length) checkIndex(items, first);
  insert(items, first, added);
  return added.length > 0;
}

function append(items: unknown[], added: readonly unknown[]): boolean {
  insert(items, items.length, added);
  return added.length > 0;
}

function insert(items: unknown[], index: number, added: readonly unknown[]): void {
  checkListSize(items.length + added.length);
  const tail = index < items.length ? items.splice(index) : [];
  for (const list of [[...added], tail]) for (const item of list) items.push(item);
}

/** A whole number is an index, anything else the element itself. */
function remove(items: unknown[], what: unknown): unknown {
  if (isCount(what)) return items.splice(checkIndex(items, what), 1)[0];
  const at = indexOf(items, what);
  if (at !== -1) items.splice(at, 1);
  return at !== -1;
}

function keep(items: unknown[], others: unknown, kept: boolean): boolean | undefined {
  const list = itemsOf(others);
  if (!list) return undefined;
  const left = items.filter((item) => (indexOf(list, item) !== -1) === kept);
  const changed = left.length !== items.length;
  clear(items);
  append(items, left);
  return changed;
}

function clear(items: unknown[]): string {
  items.length = 0;
  return '';
}

function subList(items: unknown[], [from, to]: readonly unknown[]): unknown {
  if (!isCount(from) || !isCount(to)) return undefined;
  if (from < 0 || to > items.length || from > to) {
    throw new TemplateRenderError(`Elements ${from} to ${to} lie outside a list of ${items.length}`);
  }
  return new JavaCollection(items.slice(from, to));
}
