/** String literals. Single quotes hold plain text; double quotes hold a template. */
import type { Cursor } from './cursor.ts';
import type { Expression } from './syntax-tree.ts';

export function parseString(cursor: Cursor): Expression | undefined {
  const quote = cursor.peek();
  if (quote !== '"' && quote !== "'") return undefined;
  const start = cursor.position;
  const end = findClosingQuote(cursor.text, start, quote);
  if (end === undefined) return cursor.fail('This string is never closed');
  const text = cursor.text.slice(start + 1, end);
  const plain = (quote === '"' ? unescapeUnicode(text) : text).replaceAll(quote + quote, quote);
  const body = quote === '"' && /[$#]/.test(plain) ? cursor.parseInner(plain) : undefined;
  cursor.position = end + 1;
  return body ? { kind: 'interpolation', body } : { kind: 'text', text: plain };
}

/**
 * A doubled quote stands for the quote itself; a backslash escapes nothing. When the last quote of the text could be
 * either half of a pair or the end, it is the end.
 */
function findClosingQuote(text: string, start: number, quote: string): number | undefined {
  let fallback: number | undefined;
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at;
    fallback = at;
  }
  return fallback;
}

function unescapeUnicode(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
