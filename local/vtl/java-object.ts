/** Values that are neither text, number, boolean nor plain collection, and how templates reach their members. */

/**
 * Base of everything with members of its own: `$input`, `$util`, `$context`, `$foreach`, map entries, iterators. A
 * member that is not there is undefined, which prints as nothing, as an unknown Java member does.
 */
export abstract class JavaObject {
  /** `$object.name` */
  property(_name: string): unknown {
    return undefined;
  }

  /** `$object.name(args)` */
  call(_name: string, _args: readonly unknown[]): unknown {
    return undefined;
  }

  /** `#set($object.name = value)` and `#set($object["name"] = value)` */
  assign(_name: string, _value: unknown): void {}

  /** What `#foreach` visits; undefined when this is nothing to loop over. */
  elements(): readonly unknown[] | undefined {
    return undefined;
  }

  abstract toText(): string;
}

/**
 * A Java collection that prints as `[a, b]`: the ArrayList of a list literal, the Set of keySet(), or the array of
 * split(). Lists that come from JSON are plain JavaScript arrays instead, because they print as JSON.
 */
export class JavaCollection {
  readonly items: unknown[];
  readonly type: 'list' | 'set' | 'array';

  constructor(items: unknown[], type: 'list' | 'set' | 'array' = 'list') {
    this.items = items;
    this.type = type;
  }
}

/** The elements of a JSON list or a Java collection; undefined for any other value. */
export function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof JavaCollection ? value.items : undefined;
}

export type PlainObject = Record<string, unknown>;

/** Whether this is an object from outside the engine, such as the result of `JSON.parse`. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A member of an object from outside; only its own members count, so `__proto__` and `constructor` are plain names. */
export function ownMember(object: Readonly<PlainObject>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function setOwnMember(object: PlainObject, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
