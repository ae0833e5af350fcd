/** Java's Iterator, as `$list.iterator()` gives it. */
import { TemplateRenderError } from './errors.ts';
import { JavaObject } from './java-object.ts';

export class JavaIterator extends JavaObject {
  readonly #items: unknown[];
  #next = 0;

  constructor(items: unknown[]) {
    super();
    this.#items = items;
  }

  override call(name: string, args: readonly unknown[]): unknown {
    if (args.length > 0) return undefined;
    switch (name) {
      case 'hasNext':
        return this.#next < this.#items.length;
      case 'next':
        return this.#take();
      case 'remove':
        this.#items.splice(--this.#next, 1);
        return '';
      default:
        return undefined;
    }
  }

  override elements(): readonly unknown[] {
    const rest = this.#items.slice(this.#next);
    this.#next = this.#items.length;
    return rest;
  }

  toText(): string {
    return 'java.util.ArrayList$Itr@1b28cdfa';
  }

  #take(): unknown {
    if (this.#next >= this.#items.length) throw new TemplateRenderError('The iterator has no next element');
    return this.#items[this.#next++];
  }
}
