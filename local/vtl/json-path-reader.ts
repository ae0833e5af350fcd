/** A position in a JSONPath's text. */
import { TemplateRenderError } from './errors.ts';
import { MAX_SYNTAX_DEPTH } from './limits.ts';

const WHITE_SPACE = /\s*/y;

export class PathReader {
  readonly #text: string;
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#position >= this.#text.length;
  }

  /** Whether this is inside parentheses, where names end at operators and commas too. */
  get isBounded(): boolean {
    return this.#depth > 0;
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#position);
  }

  takeText(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.#position += text.length;
    return true;
  }

  /** Moves past the pattern, which must be sticky. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match) this.#position = pattern.lastIndex;
    return match ?? undefined;
  }

  /** A string in single or double quotes, in which a backslash makes the next character plain. */
  takeString(): string | undefined {
    const quote = this.#text[this.#position];
    if (quote !== "'" && quote !== '"') return undefined;
    let text = '';
    for (let at = this.#position + 1; at < this.#text.length; at++) {
      const character = this.#text[at] ?? '';
      if (character === quote) {
        this.#position = at + 1;
        return text;
      }
      text += character === '\\' ? (this.#text[++at] ?? '') : character;
    }
    return this.fail();
  }

  skipWhiteSpace(): void {
    this.take(WHITE_SPACE);
  }

  expect(text: string): void {
    if (!this.takeText(text)) this.fail();
  }

  bounded<T>(parse: () => T): T {
    if (++this.#depth > MAX_SYNTAX_DEPTH) this.fail();
    const result = parse();
    this.#depth--;
    return result;
  }

  fail(): never {
    throw new TemplateRenderError(`The JSONPath ${this.#text} makes no sense at position ${this.#position + 1}`);
  }
}
