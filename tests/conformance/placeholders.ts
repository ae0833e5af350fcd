/** Fills in what a vector's input leaves open: addresses, ids and tokens. */

import type { TokenIssuer } from './token-issuer.ts';
import { VectorError } from './vectors.ts';

/** `@@NAME@@` to its value; unknown names stay as they are. */
export function fillIn<T>(value: T, values: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(value).replace(/@@([A-Z_]+)@@/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : whole,
  );
  return JSON.parse(text) as T;
}

/** Replaces each `@jwt:{…}` in a header's value by a token with these claims. */
export function mintTokens(value: string, issuer: TokenIssuer, audience: string): string {
  const start = value.indexOf('@jwt:');
  if (start === -1) return value;
  const json = readObject(value.slice(start + '@jwt:'.length));
  const rest = value.slice(start + '@jwt:'.length + json.length);
  return value.slice(0, start) + issuer.mint(JSON.parse(json), audience) + mintTokens(rest, issuer, audience);
}

/** The JSON object at the text's beginning. */
function readObject(text: string): string {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]|[^"{}]+/g)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return text.slice(0, match.index + match[0].length);
  }
  throw new VectorError(`@jwt: is not followed by an object: ${text}`);
}
