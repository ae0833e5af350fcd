/** Media types: what a header names, and whether an API's binary media types list it. */

/** The type alone, lower case, without parameters; of a list, the first. */
export function toMediaType(headerValue: string): string {
  const end = headerValue.search(/[;,]/);
  return (end === -1 ? headerValue : headerValue.slice(0, end)).trim().toLowerCase();
}

export type BinaryMatcher = (headerValue: string | undefined) => boolean;

/** `type/*` matches by its prefix and any type matches an entry of two stars; `*` before a fixed subtype matches nothing. */
export function createBinaryMatcher(binaryMediaTypes: readonly string[]): BinaryMatcher {
  const entries = binaryMediaTypes.map((entry) => entry.trim().toLowerCase());
  if (entries.length === 0) return () => false;
  if (entries.includes('*/*')) return () => true;
  const exact = new Set(entries.filter((entry) => !entry.startsWith('*/')));
  const prefixes = entries.filter((entry) => entry.endsWith('/*')).map((entry) => entry.slice(0, -1));
  return (headerValue) => {
    if (headerValue === undefined) return false;
    const mediaType = toMediaType(headerValue);
    return exact.has(mediaType) || prefixes.some((prefix) => mediaType.startsWith(prefix));
  };
}
