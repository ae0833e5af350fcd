/** Strings in JSON that hold escapes. */

const BACKSLASH = 92;
const LOWER_U = 117;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['/', '/'],
]);
const HEX = /[0-9a-fA-F]{4}/y;

/** Reads up to the closing quote; undefined when there is none or a \u escape lacks its digits. */
export function readEscapes(source: string, start: number, quote: number): { text: string; next: number } | undefined {
  let text = '';
  let plain = start;
  for (let at = start; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === quote) return { text: text + source.slice(plain, at), next: at + 1 };
    if (code !== BACKSLASH) continue;
    text += source.slice(plain, at);
    const isUnicode = source.charCodeAt(at + 1) === LOWER_U;
    const escaped = isUnicode ? readUnicode(source, at + 2) : (ESCAPES.get(source.charAt(at + 1)) ?? '');
    if (escaped === undefined) return undefined;
    text += escaped;
    at += isUnicode ? 5 : 1;
    plain = at + 1;
  }
  return undefined;
}

function readUnicode(source: string, at: number): string | undefined {
  HEX.lastIndex = at;
  const digits = HEX.exec(source);
  return digits ? String.fromCharCode(Number.parseInt(digits[0], 16)) : undefined;
}
