/** `$util`: the functions of "Variables for data transformations for API Gateway". */
import { TemplateRenderError } from './errors.ts';
import { JavaObject } from './java-object.ts';
import { parseJson } from './json.ts';
import { toText } from './printing.ts';

type TextFunction = (text: string) => unknown;

const FUNCTIONS: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', (text) => (text === '' ? undefined : parseJson(text))],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', (text) => Buffer.from(text, 'utf8').toString('base64')],
  ['base64Decode', (text) => Buffer.from(text, 'base64').toString('utf8')],
]);

class Util extends JavaObject {
  override call(name: string, args: readonly unknown[]): unknown {
    return args.length === 1 ? FUNCTIONS.get(name)?.(toText(args[0])) : undefined;
  }

  toText(): string {
    return '';
  }
}

export const util: JavaObject = new Util();

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "\\'"],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
const ESCAPED = /['"\\/\x00-\x1f\x80-\uffff]/g;
const TO_ESCAPE = new RegExp(ESCAPED.source);

/** Escapes as Apache Commons Lang does; `\'` is no JSON, hence the idiom `.replaceAll("\\'", "'")` in templates. */
export function escapeJavaScript(text: string): string {
  return TO_ESCAPE.test(text) ? text.replace(ESCAPED, escapeCharacter) : text;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return ESCAPES.get(character) ?? `\\u${code.padStart(4, '0')}`;
}

/** Encodes as a form does: a space becomes +, and only letters, digits and `.-*_` stay. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): string {
  const bytes: Buffer[] = [];
  for (const [part, digits, plain] of text.matchAll(/%([0-9a-fA-F]{2})|([^%+]+)|[\s\S]/g)) {
    if (digits !== undefined) bytes.push(Buffer.from(digits, 'hex'));
    else if (plain !== undefined || part === '+') bytes.push(Buffer.from(plain ?? ' ', 'utf8'));
    else throw new TemplateRenderError('The text is not URL-encoded: a % without two hexadecimal digits');
  }
  return Buffer.concat(bytes).toString('utf8');
}
