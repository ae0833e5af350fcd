/** A body on either side of an integration: bytes or text, each made of the other on first use. */

import { isUtf8 } from 'node:buffer';

const NO_BYTES = Buffer.alloc(0);

export class Payload {
  readonly content: Buffer | string;
  #text: string | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(content: Buffer | string) {
    this.content = content;
  }

  get isEmpty(): boolean {
    return this.content.length === 0;
  }

  /** Bytes that are not UTF-8 become U+FFFD. */
  get text(): string {
    this.#text ??= typeof this.content === 'string' ? this.content : this.content.toString('utf8');
    return this.#text;
  }

  get bytes(): Buffer {
    if (typeof this.content !== 'string') return this.content;
    return this.content === '' ? NO_BYTES : Buffer.from(this.content, 'utf8');
  }

  /** Whether a template can read it. */
  get isText(): boolean {
    return typeof this.content === 'string' || isUtf8(this.content);
  }

  /**
   * What `….request.body` and `….response.body` expressions read. An empty body is an empty object, and only what
   * begins as JSON is parsed: anything else is the text itself. Throws SyntaxError for broken JSON.
   */
  get json(): unknown {
    this.#json ??= { value: parseLenient(this.trimmed) };
    return this.#json.value;
  }

  get trimmed(): string {
    return this.isEmpty ? '{}' : this.text.trim();
  }
}

const parseLenient = (text: string): unknown => (/^[{["']/.test(text) ? JSON.parse(text) : text);
