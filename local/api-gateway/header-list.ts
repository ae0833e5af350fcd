/** Headers under construction: found by name whatever the case, sent in the order and casing they were set. */

import { isHeaderName, toHeaderValue } from './header-lines.ts';

export class HeaderList {
  readonly #lines = new Map<string, { name: string; values: string[] }>();

  has(name: string): boolean {
    return this.#lines.has(name.toLowerCase());
  }

  /** Replaces what was there. A name that is no header name is left out: it could break the message. */
  set(name: string, ...values: readonly string[]): void {
    if (isHeaderName(name)) this.#lines.set(name.toLowerCase(), { name, values: values.map(toHeaderValue) });
  }

  /** Adds to what was there, under the name it already has. */
  append(name: string, value: string): void {
    const line = this.#lines.get(name.toLowerCase());
    if (line) line.values.push(toHeaderValue(value));
    else this.set(name, value);
  }

  setDefault(name: string, value: string): void {
    if (!this.has(name)) this.set(name, value);
  }

  delete(name: string): void {
    this.#lines.delete(name.toLowerCase());
  }

  deleteAll(lowerCaseNames: ReadonlySet<string>): void {
    for (const key of this.#lines.keys()) if (lowerCaseNames.has(key)) this.#lines.delete(key);
  }

  toLines(): [name: string, value: string][] {
    const lines: [string, string][] = [];
    for (const { name, values } of this.#lines.values()) for (const value of values) lines.push([name, value]);
    return lines;
  }
}
