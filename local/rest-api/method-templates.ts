/** The mapping templates of one checkpoint: compiled once, chosen by media type. */

import type { TemplateScope } from '../vtl/scope.ts';
import { compileTemplate } from '../vtl/template.ts';
import { configurationError } from './failures.ts';
import { toMediaType } from './media-types.ts';

export interface MethodTemplate {
  readonly contentType: string;
  readonly source: string;
  /** Throws API_CONFIGURATION_ERROR for whatever goes wrong in the template. */
  readonly render: (scope: TemplateScope) => string;
}

export type MethodTemplates = ReadonlyMap<string, MethodTemplate>;

export function compileTemplates(sources: Readonly<Record<string, string>>): MethodTemplates {
  const templates = Object.entries(sources).map(([key, source]) => {
    const contentType = toMediaType(key);
    return [contentType, { contentType, source, render: compileRender(source) }] as const;
  });
  return new Map(templates);
}

/** A template that doesn't parse fails when it is used, as it does on AWS; `findUnsupported` names it at start-up. */
function compileRender(source: string): (scope: TemplateScope) => string {
  try {
    const template = compileTemplate(source);
    return (scope) => renderGuarded(() => template.render(scope));
  } catch (error) {
    return () => {
      throw configurationError(messageOf(error));
    };
  }
}

function renderGuarded(render: () => string): string {
  try {
    return render();
  } catch (error) {
    throw configurationError(messageOf(error));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
