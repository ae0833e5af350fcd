/** `$foreach`: where the innermost loop stands. */
import { JavaObject } from './java-object.ts';

export class ForeachScope extends JavaObject {
  /** Counts from 0. */
  index = 0;
  readonly #size: number;
  readonly #parent: ForeachScope | undefined;

  constructor(size: number, parent: ForeachScope | undefined) {
    super();
    this.#size = size;
    this.#parent = parent;
  }

  get count(): number {
    return this.index + 1;
  }

  get hasNext(): boolean {
    return this.index + 1 < this.#size;
  }

  override property(name: string): unknown {
    switch (name) {
      case 'index':
        return this.index;
      case 'count':
        return this.count;
      case 'first':
        return this.index === 0;
      case 'last':
        return !this.hasNext;
      case 'hasNext':
        return this.hasNext;
      case 'parent':
        return this.#parent;
      case 'topmost':
        return this.#topmost();
      default:
        return undefined;
    }
  }

  override call(name: string, args: readonly unknown[]): unknown {
    if (args.length > 0) return undefined;
    if (name === 'hasNext') return this.hasNext;
    const getter = /^(?:get|is)([A-Z])(\w+)$/.exec(name);
    return getter ? this.property(`${getter[1]?.toLowerCase()}${getter[2]}`) : undefined;
  }

  toText(): string {
    return '{}';
  }

  #topmost(): ForeachScope {
    return this.#parent ? this.#parent.#topmost() : this;
  }
}
