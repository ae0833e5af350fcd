/** Renders a template in a scope that holds only what a test names. */
import type { TemplateScope } from '../../../local/vtl/scope.ts';
import { compileTemplate } from '../../../local/vtl/template.ts';

interface Given {
  readonly body?: string;
  readonly path?: Record<string, string>;
  readonly querystring?: Record<string, string>;
  readonly header?: Record<string, string>;
  readonly context?: Record<string, unknown>;
  readonly stageVariables?: Record<string, string>;
  readonly variables?: Record<string, unknown>;
}

export function render(template: string, given: Given = {}): string {
  return compileTemplate(template).render(scopeOf(given));
}

export function scopeOf({ path = {}, querystring = {}, header = {}, ...given }: Given): TemplateScope {
  return { body: '', context: {}, stageVariables: {}, ...given, params: { path, querystring, header } };
}
