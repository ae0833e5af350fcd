/** Chooses the integration response for a backend's reply. Source: "Set up an integration response in API Gateway". */

import { TemplateRenderError } from '../vtl/errors.ts';
import { compileRegex, type JavaRegex, withTimeLimit } from '../vtl/java-regex.ts';
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
    const matches = response.selectionPattern ? compilePattern(response.selectionPattern) : undefined;
    return matches ? [{ matches, response }] : [];
  });
  return (selectOn) => {
    const chosen = selectOn === undefined ? undefined : choices.find(({ matches }) => matches(selectOn));
    const response = chosen?.response ?? fallback;
    if (response === undefined)
      throw configurationError(`no integration response for ${selectOn ?? 'the reply'}, and no default`);
    return response;
  };
}

/** Java's regular expressions over the whole text. Undefined for a pattern that can't be read: it matches nothing. */
export function compilePattern(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const regex = compileRegex(pattern);
    return (text) => matchesWhole(regex, text);
  } catch (error) {
    if (error instanceof TemplateRenderError) return undefined;
    throw error;
  }
}

/** A text that sends the pattern backtracking for ages counts as no match. */
function matchesWhole(regex: JavaRegex, text: string): boolean {
  try {
    return withTimeLimit(regex, text, () => regex.whole.test(text));
  } catch (error) {
    if (error instanceof TemplateRenderError) return false;
    throw error;
  }
}
