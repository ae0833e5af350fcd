/** Takes a request target apart: the stage that it names, and the path within it. */

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

export interface RequestPath {
  /** With the stage, still encoded. */
  readonly rawPath: string;
  /** Without the question mark. */
  readonly rawQuery: string;
}

export function parseTarget(rawTarget: string): RequestPath {
  const target = rawTarget.startsWith('/') ? rawTarget : rawTarget.replace(ABSOLUTE_FORM, '');
  const queryStart = target.indexOf('?');
  const path = queryStart === -1 ? target : target.slice(0, queryStart);
  return { rawPath: path || '/', rawQuery: queryStart === -1 ? '' : target.slice(queryStart + 1) };
}

/** The stage whose name the path begins with, else `$default`; with the path that is left for the routes. */
export function findStage<T>(
  stages: ReadonlyMap<string, T>,
  rawPath: string,
): { readonly stage: T; readonly routedPath: string } | undefined {
  const end = rawPath.indexOf('/', 1);
  const first = rawPath.slice(1, end === -1 ? undefined : end);
  const named = first === '$default' ? undefined : stages.get(first);
  if (named !== undefined) return { stage: named, routedPath: end === -1 ? '/' : rawPath.slice(end) };
  const unnamed = stages.get('$default');
  return unnamed && { stage: unnamed, routedPath: rawPath };
}

/** A malformed escape is no reason to refuse a request: what can't be decoded is taken as it stands. */
export function decodePath(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
