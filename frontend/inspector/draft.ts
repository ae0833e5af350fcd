/** "Try again with changes": a request as a form shows it, and back again. */

import { withoutConnection } from './headers.ts';
import type { HeaderLine } from './members.ts';
import type { RequestRecord } from './record.ts';

/** All texts, just as they are typed. */
export interface Draft {
  readonly method: string;
  readonly target: string;
  /** A line for each, `Name: value`. */
  readonly headers: string;
  readonly body: string;
}

export class DraftError extends Error {
  override readonly name = 'DraftError';
  readonly code = 'BadDraft';
}

export function toDraft({ method, target, methodRequest }: RequestRecord): Draft {
  const lines = withoutConnection(methodRequest.headers).map(([name, value]) => `${name}: ${value}`);
  return { method, target, headers: lines.join('\n'), body: methodRequest.body };
}

/** Throws a DraftError that names the first line that is no header. */
export function parseHeaderText(text: string): readonly HeaderLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): HeaderLine => {
      const [, name, value] = /^\s*([!#$%&'*+.^`|~\w-]+)\s*:(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new DraftError(`“${line.trim()}” is not “Name: value”.`);
      return [name, value.trim()];
    });
}
