/** Turns the address of a request into a path that cannot leave the folder it is meant for. */

/** Such as `/books/index.html`; undefined for a path that is refused, whether it exists or not. */
export function parsePath(url: string): string | undefined {
  const path = decode(url.split(/[?#]/, 1)[0] ?? '');
  if (path === undefined || !path.startsWith('/') || /[\\\0]/.test(path)) return undefined;
  const segments = path.split('/').slice(1);
  // A segment that begins with a dot is a hidden file, or it climbs.
  const isPlain = segments.every(
    (segment, index) => !segment.startsWith('.') && (segment !== '' || isLast(segments, index)),
  );
  return isPlain ? path : undefined;
}

/** A page of a single-page app, and not a file: its last segment has no extension. */
export function isPagePath(path: string): boolean {
  return !/\.[^/]*$/.test(path);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isLast(segments: readonly string[], index: number): boolean {
  return index === segments.length - 1;
}
