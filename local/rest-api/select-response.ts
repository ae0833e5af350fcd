/** Chooses the integration response for a backend's reply. Source: "Set up an integration response in API Gateway". */

import { configurationError } from './failures.ts';

export interface Selectable {
  readonly statusCode: string;
  readonly selectionPattern?: string | undefined;
}

/** `selectOn` undefined takes the default. Throws API_CONFIGURATION_ERROR when nothing matches and there is no default. */
export type Selector<T> = (selectOn: string | undefined) => T;

export function compileSelector<T extends Selectable>(responses: readonly T[]): Selector<T> {
  const fallback = responses.find(({ selectionPattern }) => !selectionPattern);
  const choices = responses.flatMap((response) => {
    const pattern = response.selectionPattern ? toWholePattern(response.selectionPattern) : undefined;
    return pattern ? [{ pattern, response }] : [];
  });
  return (selectOn) => {
    const chosen = selectOn === undefined ? undefined : choices.find(({ pattern }) => pattern.test(selectOn));
    const response = chosen?.response ?? fallback;
    if (response === undefined)
      throw configurationError(`no integration response for ${selectOn ?? 'the reply'}, and no default`);
    return response;
  };
}

/** Java writes flags in front of an expression; JavaScript takes them apart from it. Undefined for what neither can read. */
export function toWholePattern(javaPattern: string): RegExp | undefined {
  const [, flags = ''] = /^\(\?([ims]+)\)/.exec(javaPattern) ?? [];
  const body = flags === '' ? javaPattern : javaPattern.slice(flags.length + 3);
  try {
    return new RegExp(`^(?:${body})$`, flags);
  } catch {
    // Such a pattern matches nothing; it is named at start-up.
    return undefined;
  }
}
