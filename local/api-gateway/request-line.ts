/** Takes a request target apart: stage, path and query, all still encoded. */

export interface RequestLine {
  /** Empty when the target names none. */
  readonly stageName: string;
  /** Without the stage; slashes before the first segment are one. */
  readonly path: string;
  /** With the stage, as `$context.path` shows it: slashes before the stage are one, those after it are kept. */
  readonly fullPath: string;
  /** Without the question mark. */
  readonly query: string;
}

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

export function parseRequestLine(rawTarget: string): RequestLine {
  const target = rawTarget.startsWith('/') ? rawTarget : rawTarget.replace(ABSOLUTE_FORM, '');
  const queryStart = target.indexOf('?');
  const rawPath = queryStart === -1 ? target : target.slice(0, queryStart);
  const stageStart = skipSlashes(rawPath, 0);
  const slash = rawPath.indexOf('/', stageStart);
  const stageEnd = slash === -1 ? rawPath.length : slash;
  return {
    stageName: rawPath.slice(stageStart, stageEnd),
    path: `/${rawPath.slice(skipSlashes(rawPath, stageEnd))}`,
    fullPath: `/${rawPath.slice(stageStart)}`,
    query: queryStart === -1 ? '' : target.slice(queryStart + 1),
  };
}

function skipSlashes(text: string, from: number): number {
  let index = from;
  while (text.charCodeAt(index) === 0x2f) index += 1;
  return index;
}
