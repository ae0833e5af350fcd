/** `$context`: plain data from outside, which templates read, and write overrides into. */
import { TemplateRenderError } from './errors.ts';
import { isPlainObject, JavaCollection, JavaObject, ownMember, type PlainObject, setOwnMember } from './java-object.ts';
import { toText } from './printing.ts';

/** A view of one plain object. Objects inside it are views again, so that every write reaches the original. */
export class ContextMap extends JavaObject {
  readonly #target: PlainObject;

  constructor(target: PlainObject) {
    super();
    this.#target = target;
  }

  override property(name: string): unknown {
    const value = ownMember(this.#target, name);
    if (!isPlainObject(value)) return value;
    return OVERRIDES.has(name) ? new OverrideMap(value) : this.view(value);
  }

  override assign(name: string, value: unknown): void {
    setOwnMember(this.#target, name, value);
  }

  protected view(target: PlainObject): ContextMap {
    return new ContextMap(target);
  }

  override elements(): readonly unknown[] {
    return Object.keys(this.#target).map((name) => this.property(name));
  }

  override call(name: string, args: readonly unknown[]): unknown {
    const key = toText(args[0]);
    switch (name) {
      case 'get':
        return this.property(key);
      case 'getOrDefault':
        return this.property(key) ?? args[1];
      case 'put':
        return this.#put(key, args[1]);
      case 'putAll':
        return this.#putAll(args[0]);
      case 'remove':
        return this.#remove(key);
      case 'containsKey':
        return Object.hasOwn(this.#target, key);
      default:
        return args.length === 0 ? this.#describe(name) : undefined;
    }
  }

  /** API Gateway prints the maps inside `$context` as nothing. */
  toText(): string {
    return '';
  }

  #describe(name: string): unknown {
    const keys = Object.keys(this.#target);
    switch (name) {
      case 'keySet':
        return new JavaCollection(keys, 'set');
      case 'values':
        return new JavaCollection([...this.elements()], 'set');
      case 'entrySet':
        return new JavaCollection(
          keys.map((key) => new ContextEntry(this, key)),
          'set',
        );
      case 'size':
        return keys.length;
      case 'isEmpty':
        return keys.length === 0;
      case 'toString':
        return this.toText();
      default:
        return undefined;
    }
  }

  #put(name: string, value: unknown): unknown {
    const old = this.property(name);
    this.assign(name, value);
    return old;
  }

  #putAll(other: unknown): string | undefined {
    if (!(other instanceof Map)) return undefined;
    for (const [key, value] of other) this.assign(toText(key), value);
    return '';
  }

  #remove(name: string): unknown {
    const old = this.property(name);
    delete this.#target[name];
    return old;
  }
}

const OVERRIDES: ReadonlySet<string> = new Set(['requestOverride', 'responseOverride']);

/**
 * A parameter can be overridden once; the second time fails the call. Source: "Override your API's request and response
 * parameters and status codes".
 */
class OverrideMap extends ContextMap {
  override assign(name: string, value: unknown): void {
    const earlier = this.property(name);
    if (earlier !== undefined && !(earlier instanceof ContextMap)) {
      throw new TemplateRenderError(
        `The override of ${name} is set twice: set a variable first, and the override once`,
      );
    }
    super.assign(name, value);
  }

  protected override view(target: PlainObject): ContextMap {
    return new OverrideMap(target);
  }
}

class ContextEntry extends JavaObject {
  readonly #map: ContextMap;
  readonly #key: string;

  constructor(map: ContextMap, key: string) {
    super();
    this.#map = map;
    this.#key = key;
  }

  override property(name: string): unknown {
    if (name === 'key') return this.#key;
    return name === 'value' ? this.#map.property(this.#key) : undefined;
  }

  override call(name: string, args: readonly unknown[]): unknown {
    if (args.length > 0) return undefined;
    return name === 'getKey' || name === 'getValue' ? this.property(name.slice(3).toLowerCase()) : undefined;
  }

  toText(): string {
    return `${this.#key}=${toText(this.property('value'))}`;
  }
}
