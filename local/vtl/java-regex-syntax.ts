/** Translates the syntax of Java's regular expressions into JavaScript's. */
import { TemplateRenderError } from './errors.ts';

export interface TranslatedPattern {
  readonly source: string;
  readonly flags: string;
  readonly literal: string | undefined;
}

const POSIX_CLASSES: ReadonlyMap<string, string> = new Map([
  ['Lower', 'a-z'],
  ['Upper', 'A-Z'],
  ['ASCII', '\\x00-\\x7F'],
  ['Alpha', 'A-Za-z'],
  ['Digit', '0-9'],
  ['Alnum', 'A-Za-z0-9'],
  ['Punct', '!-\\/:-@\\[-`\\{-~'],
  ['Graph', '!-~'],
  ['Print', ' -~'],
  ['Blank', ' \\t'],
  ['Cntrl', '\\x00-\\x1F\\x7F'],
  ['XDigit', '0-9A-Fa-f'],
  ['Space', ' \\t\\n\\x0B\\f\\r'],
]);
/** Java's \w, \d and \s know ASCII only, as JavaScript's \w and \d do. */
const WHITE_SPACE = ' \\t\\n\\x0B\\f\\r';
const TOKEN =
  /\\Q([\s\S]*?)(?:\\E|$)|\\([pP])\{(?:Is)?(\w+)\}|\\x\{([0-9a-fA-F]+)\}|\\0([0-7]{1,3})|\\([\s\S])|([*+?]|\{\d+(?:,\d*)?\})\+?|[\s\S]/gu;
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

/** Throws TemplateRenderError for class intersections and inline flags other than (?i), (?s) and (?m) at the start. */
export function translatePattern(pattern: string): TranslatedPattern {
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  const rest = pattern.slice(leading?.[0].length ?? 0);
  if (/&&|\(\?[imsuxd-]+[:)]/.test(rest)) throw new TemplateRenderError(`Not supported in a pattern: ${pattern}`);
  const translator = new Translator();
  for (const token of rest.matchAll(TOKEN)) translator.add(token);
  return { source: translator.source, flags: leading?.[1] ?? '', literal: leading ? undefined : toLiteral(rest) };
}

/** Patterns such as `\\'` or `, ` stand for plain text, which is found much faster. */
function toLiteral(pattern: string): string | undefined {
  return /^(?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])+$/.test(pattern) ? pattern.replace(/\\([\s\S])/g, '$1') : undefined;
}

/**
 * Emits JavaScript for one token after the other. JavaScript has no possessive repetitions (`a++`): they become greedy
 * ones, which find the same unless backtracking would have made the difference.
 */
class Translator {
  source = '';
  #inClass = false;
  /** Whether the class has just been opened: a ] is plain there. */
  #atClassStart = false;

  add([token, quoted, negation, name, codePoint, octal, escaped, repeat]: readonly (string | undefined)[]): void {
    if (quoted !== undefined) this.source += Array.from(quoted, quote).join('');
    else if (name !== undefined) this.source += this.#namedClass(negation === 'P', name);
    else if (codePoint !== undefined) this.source += `\\u{${codePoint}}`;
    else if (octal !== undefined) this.source += quote(String.fromCharCode(Number.parseInt(octal, 8)));
    else if (escaped !== undefined) this.source += this.#escape(escaped);
    else if (repeat !== undefined) this.source += this.#inClass ? quoteInClass(token ?? '') : repeat;
    else this.source += this.#plain(token ?? '');
    this.#atClassStart = this.#inClass && /(?:^|[^\\])\[\^?$/.test(this.source);
  }

  #plain(character: string): string {
    if (character === '[' && !this.#inClass) {
      this.#inClass = true;
      return '[';
    }
    const isFirst = this.#atClassStart;
    if (character === ']' && this.#inClass) {
      this.#inClass = isFirst;
      return isFirst ? '\\]' : ']';
    }
    return this.#inClass ? quoteInClass(character) : quoteBracket(character);
  }

  #escape(character: string): string {
    switch (character) {
      case 's':
        return this.#inClass ? WHITE_SPACE : `[${WHITE_SPACE}]`;
      case 'h':
        return this.#inClass ? ' \\t' : '[ \\t]';
      case 'R':
        return '(?:\\r\\n|[\\n\\r])';
      case 'A':
        return '(?<![\\s\\S])';
      case 'z':
      case 'Z':
        return '(?![\\s\\S])';
      case 'e':
        return '\\x1B';
      case 'a':
        return '\\x07';
      default:
        if (character === '-' && this.#inClass) return '\\-';
        return /[A-Za-z0-9]/.test(character) ? `\\${character}` : quote(character);
    }
  }

  #namedClass(negated: boolean, name: string): string {
    const members = POSIX_CLASSES.get(name) ?? (name === 'Alphabetic' || name.length <= 2 ? undefined : '');
    if (members === undefined) return `\\${negated ? 'P' : 'p'}{${name}}`;
    if (members === '') throw new TemplateRenderError(`Unknown character class ${name} in a pattern`);
    return this.#inClass && !negated ? members : `[${negated ? '^' : ''}${members}]`;
  }
}

function quote(character: string): string {
  return SYNTAX.test(character) ? `\\${character}` : character;
}

function quoteInClass(text: string): string {
  return text.replaceAll('[', '\\[');
}

/** Java takes these as plain characters where JavaScript's unicode mode refuses them. */
function quoteBracket(character: string): string {
  return ']{}'.includes(character) ? `\\${character}` : character;
}
