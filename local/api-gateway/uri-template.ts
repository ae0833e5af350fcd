/** An integration's URI with its `{parameters}` and `${stageVariables.…}`, taken apart once. */

export type UriTemplate = (
  pathParameters: Readonly<Record<string, string>>,
  stageVariables: Readonly<Record<string, string>>,
) => string;

const HOLE = /\$\{stageVariables\.([^}]+)\}|\{([^{}]+)\}/g;

type Part = (
  pathParameters: Readonly<Record<string, string>>,
  stageVariables: Readonly<Record<string, string>>,
) => string;

/** A missing stage variable is empty text; a brace without a parameter stays as it is. */
export function compileUri(uri: string): UriTemplate {
  const parts: Part[] = [];
  let end = 0;
  for (const match of uri.matchAll(HOLE)) {
    const literal = uri.slice(end, match.index);
    parts.push(() => literal, toPart(match));
    end = match.index + match[0].length;
  }
  const rest = uri.slice(end);
  if (parts.length === 0) return () => uri;
  return (path, variables) => parts.map((part) => part(path, variables)).join('') + rest;
}

function toPart([hole, variable, parameter = '']: RegExpExecArray): Part {
  if (variable !== undefined) return (_path, variables) => own(variables, variable) ?? '';
  return (path) => {
    const value = own(path, parameter);
    return value === undefined ? hole : toPathText(value);
  };
}

const own = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Keeps slashes and existing escapes; nothing in it can begin a query or end the request line. */
function toPathText(value: string): string {
  return value.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu, (character) =>
    encodeURIComponent(/[\ud800-\udfff]/u.test(character) ? '\ufffd' : character),
  );
}
