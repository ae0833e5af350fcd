/** Works each named value out once, and notices when a value is needed to work itself out. */

import { StackError } from './errors.ts';

export class Trail<T> {
  readonly #known = new Map<string, T>();
  readonly #open: string[] = [];

  once(name: string, where: string, compute: () => T): T {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const start = this.#open.indexOf(name);
    if (start >= 0) {
      const path = [...this.#open.slice(start), name].join(' → ');
      throw new StackError('CircularReference', `These need each other: ${path}`, where);
    }
    this.#open.push(name);
    try {
      const value = compute();
      this.#known.set(name, value);
      return value;
    } finally {
      this.#open.pop();
    }
  }
}
