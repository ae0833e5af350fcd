/** Reads JSON whose shape nobody vouches for: what is not of the wanted kind is undefined, or empty. */

export type Members = Readonly<Record<string, unknown>>;
export type HeaderLine = readonly [name: string, value: string];

export function toMembers(value: unknown): Members | undefined {
  return isMembers(value) ? value : undefined;
}

export function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Pairs of texts; anything else in the list is left out. */
export function toHeaderLines(value: unknown): readonly HeaderLine[] {
  return toList(value).flatMap((line): HeaderLine[] => {
    const [name, text] = toList(line);
    return typeof name === 'string' && typeof text === 'string' ? [[name, text]] : [];
  });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
