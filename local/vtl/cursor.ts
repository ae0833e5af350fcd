/** A position in a template's text, with what every parser needs to move it on. */
import { TemplateSyntaxError } from './errors.ts';
import { MAX_SYNTAX_DEPTH } from './limits.ts';
import type { Node } from './syntax-tree.ts';

const WHITE_SPACE = /[ \t\r\n]*/y;

export interface CursorOptions {
  /** Parses the text of a double-quoted literal, which is a template of its own. */
  readonly parseText: (cursor: Cursor) => readonly Node[];
  /** Where the text stands, when it is that of a literal inside a template. */
  readonly outer?: Cursor;
}

export class Cursor {
  readonly text: string;
  position = 0;
  readonly #options: CursorOptions;
  readonly #start: number;
  #depth: number;

  constructor(text: string, options: CursorOptions) {
    this.text = text;
    this.#options = options;
    this.#start = options.outer?.position ?? 0;
    this.#depth = options.outer ? options.outer.#depth : 0;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** Whether the text is that of a literal inside a template. */
  get isInner(): boolean {
    return this.#options.outer !== undefined;
  }

  /** The character at an offset from here, or '' past the end. */
  peek(offset = 0): string {
    return this.text[this.position + offset] ?? '';
  }

  /** Moves past the pattern, which must be sticky, and gives its match. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.position = pattern.lastIndex;
    return match;
  }

  /** Whether the pattern, which must be sticky, matches here. */
  matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    return pattern.test(this.text);
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  skipWhiteSpace(): void {
    this.take(WHITE_SPACE);
  }

  expect(text: string): void {
    if (!this.takeText(text)) this.fail(`Expected "${text}" but found ${this.#found()}`);
  }

  unexpected(): never {
    return this.fail(`Unexpected ${this.#found()}`);
  }

  fail(reason: string, position = this.position): never {
    const { outer } = this.#options;
    if (outer) return outer.fail(`${reason} in a string`, this.#start);
    const before = this.text.slice(0, position).split(/\r\n|\r|\n/);
    throw new TemplateSyntaxError(reason, before.length, (before.at(-1) ?? '').length + 1);
  }

  /** Runs a parser one level deeper, and refuses templates whose nesting would exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > MAX_SYNTAX_DEPTH) this.fail('The template is nested too deeply');
    const result = parse();
    this.#depth--;
    return result;
  }

  /** Parses the text of a double-quoted literal that ends at the present position. */
  parseInner(text: string): readonly Node[] {
    return this.#options.parseText(new Cursor(text, { ...this.#options, outer: this }));
  }

  #found(): string {
    return this.done ? 'the end of the template' : JSON.stringify(this.peek());
  }
}
