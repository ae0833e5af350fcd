/**
 * Reads JSON the way the parser behind `$input.path` does (json-smart in its permissive mode): objects become Maps in
 * the order of their members, integers stay exact, 1.0 stays apart from 1. What is no JSON is read leniently: bare words
 * and single quotes are strings, stray commas are skipped, and a body that is plain text is one string.
 */
import { TemplateRenderError } from './errors.ts';
import { parseLenientNumber } from './json-number.ts';
import { readEscapes } from './json-string.ts';
import { checkDepth } from './limits.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Throws TemplateRenderError when an object, list or string is never closed. */
export function parseJson(text: string): unknown {
  return new JsonReader(text).read();
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    return this.#readValue('root');
  }

  #readValue(place: 'root' | 'object' | 'list'): unknown {
    const code = this.#skipWhiteSpace();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#readString(code);
    if (code === OPEN_BRACE) return this.#readObject();
    if (code === OPEN_BRACKET) return this.#readList();
    return this.#readBare(place, code);
  }

  #readObject(): Map<string, unknown> {
    const map = new Map<string, unknown>();
    checkDepth(++this.#depth);
    this.#at++;
    for (;;) {
      const code = this.#skipWhiteSpace();
      if (code === CLOSE_BRACE) break;
      if (code === COMMA) {
        this.#at++;
        continue;
      }
      const key = code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? this.#readString(code) : this.#readBareKey();
      if (this.#skipWhiteSpace() !== COLON) this.#fail();
      this.#at++;
      map.set(key, this.#readValue('object'));
      const next = this.#skipWhiteSpace();
      if (next !== COMMA && next !== CLOSE_BRACE) this.#fail();
    }
    this.#at++;
    this.#depth--;
    return map;
  }

  #readList(): unknown[] {
    const list: unknown[] = [];
    checkDepth(++this.#depth);
    this.#at++;
    for (;;) {
      const code = this.#skipWhiteSpace();
      if (code === CLOSE_BRACKET) break;
      if (code === COMMA) {
        this.#at++;
        continue;
      }
      list.push(this.#readValue('list'));
      const next = this.#skipWhiteSpace();
      if (next !== COMMA && next !== CLOSE_BRACKET) this.#fail();
    }
    this.#at++;
    this.#depth--;
    return list;
  }

  #readString(quote: number): string {
    const start = this.#at + 1;
    const end = this.#text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start);
    if (end === -1) this.#fail();
    const plain = this.#text.slice(start, end);
    if (!plain.includes('\\')) {
      this.#at = end + 1;
      return plain;
    }
    const { text, next } = readEscapes(this.#text, start, quote) ?? this.#fail();
    this.#at = next;
    return text;
  }

  #readBareKey(): string {
    const end = this.#find(/[:{}[\]]/g);
    const key = this.#text.slice(this.#at, end).trimEnd();
    this.#at = end;
    return key;
  }

  /** A number, a word such as true, or lenient text up to what ends it in this place. */
  #readBare(place: 'root' | 'object' | 'list', code: number): unknown {
    const start = this.#at;
    if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const integer = this.#readSmallInteger(place, start);
      if (integer !== undefined) return integer;
    }
    const end = this.#endOfBare(place);
    if (end === start && place !== 'root') this.#fail();
    this.#at = end;
    return toBareValue(this.#text.slice(start, end).trimEnd());
  }

  /** The common case, without a slice: at most nine digits and then a comma or a bracket. */
  #readSmallInteger(place: string, start: number): number | undefined {
    const text = this.#text;
    const negative = text.charCodeAt(start) === MINUS;
    let at = negative ? start + 1 : start;
    const first = at;
    let value = 0;
    let code = text.charCodeAt(at);
    while (code >= ZERO && code <= NINE && at - first < 9) {
      value = value * 10 + code - ZERO;
      code = text.charCodeAt(++at);
    }
    const ended = code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
    if (at === first || place === 'root' || !ended) return undefined;
    this.#at = at;
    return negative ? 0 - value : value;
  }

  #endOfBare(place: 'root' | 'object' | 'list'): number {
    if (place === 'root') return this.#text.length;
    return this.#find(place === 'object' ? /[,}]/g : /[,\]]/g);
  }

  #find(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.index ?? this.#fail();
  }

  #skipWhiteSpace(): number {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB) {
      code = text.charCodeAt(++this.#at);
    }
    return code;
  }

  #fail(): never {
    throw new TemplateRenderError(`The text is not JSON: it breaks off or goes wrong near position ${this.#at}`);
  }
}

function toBareValue(word: string): unknown {
  switch (word) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      return parseLenientNumber(word) ?? word;
  }
}
