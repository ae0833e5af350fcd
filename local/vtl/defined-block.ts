/** What `#define` stores: a block that renders anew wherever it is used. */
import { JavaObject } from './java-object.ts';

/** Velocity lets a block use itself once; deeper uses print as they are written. */
const MAX_DEPTH = 2;

export class DefinedBlock extends JavaObject {
  readonly #name: string;
  readonly #render: () => string;
  #depth = 0;

  constructor(name: string, render: () => string) {
    super();
    this.#name = name;
    this.#render = render;
  }

  override call(name: string, args: readonly unknown[]): unknown {
    return name === 'toString' && args.length === 0 ? this.toText() : undefined;
  }

  toText(): string {
    if (this.#depth >= MAX_DEPTH) return `$${this.#name}`;
    this.#depth++;
    try {
      return this.#render();
    } finally {
      this.#depth--;
    }
  }
}
