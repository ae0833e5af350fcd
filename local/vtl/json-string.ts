/** Strings in JSON that hold escapes. */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const HEX = /[0-9a-fA-F]{4}/y;

/** Reads up to the closing quote; undefined when there is none or a \u escape lacks its digits. */
export function readEscapes(source: string, start: number, quote: number): { text: string; next: number } | undefined {
  const end = quote === 34 ? '"' : "'";
  let text = '';
  let at = start;
  for (;;) {
    const character = source[at];
    if (character === undefined) return undefined;
    if (character === end) return { text, next: at + 1 };
    if (character !== '\\') {
      const next = nextSpecial(source, at, end);
      text += source.slice(at, next);
      at = next;
      continue;
    }
    const escaped = readEscape(source, at + 1);
    if (!escaped) return undefined;
    text += escaped.text;
    at = escaped.next;
  }
}

function nextSpecial(source: string, start: number, end: string): number {
  let at = start;
  while (at < source.length && source[at] !== end && source[at] !== '\\') at++;
  return at;
}

function readEscape(source: string, at: number): { text: string; next: number } | undefined {
  const character = source[at];
  if (character === undefined) return undefined;
  if (character !== 'u') return { text: ESCAPES.get(character) ?? literalEscape(character), next: at + 1 };
  HEX.lastIndex = at + 1;
  const digits = HEX.exec(source);
  return digits ? { text: String.fromCharCode(Number.parseInt(digits[0], 16)), next: at + 5 } : undefined;
}

/** Escapes that JSON does not know are dropped, as json-smart does. */
function literalEscape(character: string): string {
  return `"'\\/`.includes(character) ? character : '';
}
