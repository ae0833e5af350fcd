/**
 * Lays JSON out for reading without changing a single value: numbers keep their figures, members their order, even
 * doubled ones. What is no JSON, or was cut, stays as it is.
 */

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
const WIDTH = 88;

export function prettyJson(text: string): string {
  if (!isContainer(text)) return text;
  const tokens = text.match(TOKEN) ?? [];
  return layOut({ tokens, position: 0 }, 0).trimEnd();
}

function isContainer(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Reader {
  readonly tokens: readonly string[];
  position: number;
}

/** Reads one value. What fits on a line stays on one, the outermost value excepted. */
function layOut(reader: Reader, depth: number): string {
  const open = reader.tokens[reader.position++] ?? '';
  if (open !== '{' && open !== '[') return open;
  const close = open === '{' ? '}' : ']';
  const items: string[] = [];
  while (reader.position < reader.tokens.length && reader.tokens[reader.position] !== close) {
    items.push(open === '{' ? layOutMember(reader, depth + 1) : layOut(reader, depth + 1));
    if (reader.tokens[reader.position] === ',') reader.position += 1;
  }
  reader.position += 1;
  return join(open, items, close, depth);
}

function layOutMember(reader: Reader, depth: number): string {
  const name = reader.tokens[reader.position] ?? '';
  reader.position += 2;
  return `${name}: ${layOut(reader, depth)}`;
}

function join(open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) return open + close;
  const space = open === '{' ? ' ' : '';
  const line = open + space + items.join(', ') + space + close;
  const isShort = line.length + depth * 2 <= WIDTH && !line.includes('\n') && depth > 0;
  if (isShort) return line;
  const indent = '  '.repeat(depth + 1);
  return `${open}\n${items.map((item) => indent + item).join(',\n')}\n${'  '.repeat(depth)}${close}`;
}
