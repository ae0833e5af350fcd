/** Runs one vector of kind `vtl`: renders its template and compares the text. */

import { compileTemplate } from '../../local/vtl/template.ts';
import { createMatcher, type Difference } from './expectations.ts';
import { parseAt } from './json-path.ts';
import { isMembers, type Members, type Vector, VectorError } from './vectors.ts';

export function runVtl({ input, expect }: Vector): Difference[] {
  if (typeof input.template !== 'string') throw new VectorError('"input.template" must be text');
  if (typeof expect.rendered !== 'string') throw new VectorError('"expect.rendered" must be text');
  const rendered = compileTemplate(input.template).render({
    body: typeof input.body === 'string' ? input.body : '',
    params: toParams(input.params),
    context: { ...emptyOverrides(), ...(isMembers(input.context) ? input.context : {}) },
    stageVariables: toTextMap(input.stageVariables),
    variables: isMembers(input.vars) ? input.vars : {},
  });
  return compareRendered(expect, expect.rendered, rendered);
}

function compareRendered(expect: Members, expected: string, actual: string): Difference[] {
  const { whole } = createMatcher();
  if (expect.compare === 'ws') return whole('rendered', toSingleSpaces(expected), toSingleSpaces(actual));
  if (expect.compare !== 'json') return actual === expected ? [] : [{ path: 'rendered', expected, actual }];
  const paths = Array.isArray(expect.innerJson) ? expect.innerJson.map(String) : [];
  const toComparable = (text: string): unknown => paths.reduce(parseAt, JSON.parse(text) as unknown);
  try {
    return whole('rendered', toComparable(expected), toComparable(actual));
  } catch {
    return [{ path: 'rendered (as JSON)', expected, actual }];
  }
}

const toSingleSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

const emptyOverrides = (): Record<string, unknown> => ({
  requestOverride: { header: {}, path: {}, querystring: {} },
  responseOverride: { header: {} },
});

function toParams(params: unknown): { path: TextMap; querystring: TextMap; header: TextMap } {
  const given = isMembers(params) ? params : {};
  return {
    path: toTextMap(given.path),
    querystring: toTextMap(given.querystring),
    header: toTextMap(given.header),
  };
}

type TextMap = Readonly<Record<string, string>>;

const toTextMap = (value: unknown): TextMap =>
  Object.fromEntries(Object.entries(isMembers(value) ? value : {}).map(([name, member]) => [name, String(member)]));
