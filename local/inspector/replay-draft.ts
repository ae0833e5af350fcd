/** What the page asks to be sent: checked member by member. */

import { InspectorRefusal } from './inspector-refusal.ts';

export interface ReplayDraft {
  readonly api: string;
  readonly method: string;
  /** Path and query, beginning with a slash. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Id of the record it came from. */
  readonly basedOn: string | undefined;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const NAME = /^[!#$%&'*+.^`|~\w-]+$/;

/** Throws InspectorRefusal for a draft that is malformed or names an unknown API. */
export function parseDraft(value: unknown): ReplayDraft {
  const { api, method, target, headers, body, basedOn } = Object(value) as Record<string, unknown>;
  if (typeof api !== 'string' || typeof body !== 'string') throw malformed('api and body are texts');
  if (typeof method !== 'string' || !METHODS.has(method))
    throw malformed(`method is one of ${[...METHODS].join(', ')}`);
  if (typeof target !== 'string') throw malformed('target is a text');
  if (!Array.isArray(headers) || !headers.every(isHeaderLine)) throw malformed('headers is a list of names and values');
  if (basedOn !== undefined && typeof basedOn !== 'string') throw malformed('basedOn is the id of a record');
  return { api, method, target, headers, body, basedOn };
}

function isHeaderLine(value: unknown): value is readonly [string, string] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [name, text] = value;
  return typeof name === 'string' && NAME.test(name) && typeof text === 'string' && !hasControlCharacter(text);
}

/** A tab may stand in a header, line ends and the like may not. */
function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => (character < ' ' && character !== '\t') || character === '\x7f');
}

export const malformed = (what: string): InspectorRefusal =>
  new InspectorRefusal(400, 'BadDraft', `This can't be sent: ${what}.`);
