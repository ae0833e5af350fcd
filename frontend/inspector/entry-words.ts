/** How an entry is named in the list. */

import type { Entry } from './entry.ts';
import { toRefusalWords } from './refusal-words.ts';

export type Level = 'good' | 'info' | 'warn' | 'bad' | 'none';

export interface Outcome {
  readonly text: string;
  readonly level: Level;
}

const families = new Map([
  ['invocation', 'Lambda'],
  ['code', 'Codes'],
  ['event', 'Streams'],
  ['WEBSOCKET', 'WebSocket'],
]);

/** What people filter by: the kind of API, or the kind of thing. */
export function toFamily({ kind, api }: Entry): string {
  const name = kind === 'request' ? (api ?? kind) : kind;
  return families.get(name) ?? name;
}

/** Such as `GET` or `λ`. */
export function toVerb({ kind, method }: Entry): string {
  if (kind === 'invocation') return 'λ';
  return method ?? kind;
}

export function toTitle({ target, functionName, members }: Entry): string {
  if (members.kind === 'code') return [members.code, members.email, members.purpose].filter(Boolean).join(' · ');
  // A stream names its function by the ARN.
  return target ?? functionName?.replace(/^arn:.*:function:/, '') ?? describe(members);
}

export function toOutcome({ status, functionError, kind }: Entry): Outcome {
  if (status !== undefined) return { text: String(status), level: toLevel(status) };
  if (functionError !== undefined) return { text: 'error', level: 'bad' };
  return kind === 'invocation' ? { text: 'ok', level: 'good' } : { text: '', level: 'none' };
}

export function toLevel(status: number): Level {
  if (status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 300 ? 'info' : 'good';
}

/** The class of its status, such as `4`; a function that fails counts as 5, one that does not as 2. */
export function toStatusClass({ status, functionError, kind }: Entry): string {
  if (status !== undefined) return String(Math.floor(status / 100));
  if (kind !== 'invocation') return '';
  return functionError === undefined ? '2' : '5';
}

/** A word on what is special: who refused it, that the function had to be started first, or what became of it. */
export function toRemark({ refusedBy, isColdStart, members }: Entry): string {
  if (refusedBy !== undefined) return toRefusalWords(refusedBy).title;
  if (isColdStart) return 'cold start';
  return typeof members.outcome === 'string' ? members.outcome : '';
}

/** What failed is bad, what went well is nothing special. */
export function toRemarkLevel({ refusedBy, functionError, members: { outcome } }: Entry): Level {
  if (refusedBy !== undefined || functionError !== undefined || outcome === 'failed' || outcome === 'refused')
    return 'bad';
  return outcome === 'done' ? 'none' : 'warn';
}

/** What stands over the entry when it is open. */
export function toHeading(entry: Entry): string {
  if (entry.kind === 'code') return 'Verification code';
  return entry.kind === 'event' ? `Records for ${toTitle(entry)}` : `${toVerb(entry)} ${toTitle(entry)}`;
}

function describe(members: Entry['members']): string {
  const isKnown = (name: string) => ['id', 'kind', 'atMs', 'api', 'method'].includes(name);
  const told = Object.entries(members).filter(([name, value]) => !isKnown(name) && value !== undefined);
  return told.map(([, value]) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' · ');
}
