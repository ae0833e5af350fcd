/** Reads the status that the request template of a MOCK integration asks for. */

/** The real parser takes much that is not JSON, such as bare names, single quotes and stray commas, but never a quoted number. */
export function findStatusCode(text: string): number | undefined {
  const strict = parseObject(text);
  if (strict) return Number.isInteger(strict.statusCode) ? Number(strict.statusCode) : undefined;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  for (const match of trimmed.matchAll(/(["']?)statusCode\1\s*:\s*(-?\d+)\s*(?=[,}])/g)) {
    if (beginsMember(trimmed, match.index)) return Number(match[2]);
  }
  return undefined;
}

function beginsMember(text: string, at: number): boolean {
  let index = at - 1;
  while (/\s/.test(text.charAt(index))) index -= 1;
  return text[index] === '{' || text[index] === ',';
}

function parseObject(text: string): { readonly statusCode?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    // Not JSON: the lenient reading decides.
    return undefined;
  }
}
