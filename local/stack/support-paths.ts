/** Sorts a resource's properties into run, no effect and not supported by the paths that the services listed. */

import type { Stack, StackResource } from './stack.ts';
import { isMembers, type Members } from './template.ts';

export type Verdict = 'run' | 'noEffect' | 'notSupported';

export interface Finding {
  readonly verdict: Verdict;
  readonly property?: string;
  readonly reason?: string;
}

/**
 * Property paths such as `StreamSpecification.StreamViewType` or `Policies.*.PolicyName`, where `*` is any list item or
 * map key. A path covers all below it, unless a longer one says otherwise. A property that no path covers is not supported.
 */
export interface TypeSupport {
  readonly run?: readonly string[];
  /** Path to reason. The path `*` alone covers the whole resource. */
  readonly noEffect?: Readonly<Record<string, string>>;
  readonly notSupported?: Readonly<Record<string, string>>;
  /** Looks closer than paths can, say into an OpenAPI body or at another resource, and adds to the report. */
  readonly examine?: (resource: StackResource, stack: Stack) => readonly Finding[];
}

interface Rule {
  readonly path: readonly string[];
  readonly verdict: Verdict;
  readonly reason?: string;
}

export function findSettings(properties: Members, support: readonly TypeSupport[]): readonly Finding[] {
  const rules = support.flatMap(toRules);
  return Object.entries(properties).flatMap(([name, value]) => findBelow([name], value, rules));
}

/** Run comes first: where two services list the same path, the one that runs it wins. */
function toRules({ run = [], noEffect = {}, notSupported = {} }: TypeSupport): readonly Rule[] {
  const withReasons = (verdict: Verdict, reasons: Readonly<Record<string, string>>) =>
    Object.entries(reasons).map(([path, reason]) => ({ path: path.split('.'), verdict, reason }));
  return [
    ...run.map((path) => ({ path: path.split('.'), verdict: 'run' as const })),
    ...withReasons('noEffect', noEffect),
    ...withReasons('notSupported', notSupported),
  ];
}

/** One finding for the whole value, or one for each part when a longer path tells them apart. */
function findBelow(path: readonly string[], value: unknown, rules: readonly Rule[]): readonly Finding[] {
  const rule = mostExact(rules.filter((candidate) => covers(candidate.path, path)));
  const parts = Object.entries(Array.isArray(value) || isMembers(value) ? value : {});
  const isToldApart = rules.some(
    (candidate) => candidate.path.length > path.length && covers(candidate.path.slice(0, path.length), path),
  );
  if (isToldApart && parts.length > 0) {
    return parts.flatMap(([name, part]) => findBelow([...path, name], part, rules));
  }
  const property = path.join('.');
  if (rule === undefined) return [{ verdict: 'notSupported', property }];
  return [{ verdict: rule.verdict, property, ...(rule.reason === undefined ? {} : { reason: rule.reason }) }];
}

function covers(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length <= path.length && pattern.every((part, index) => part === '*' || part === path[index]);
}

/** The longest path, then the one with fewer wildcards, then run before no effect before not supported. */
function mostExact(rules: readonly Rule[]): Rule | undefined {
  const order: readonly Verdict[] = ['run', 'noEffect', 'notSupported'];
  const wildcards = ({ path }: Rule) => path.filter((part) => part === '*').length;
  return [...rules].sort(
    (left, right) =>
      right.path.length - left.path.length ||
      wildcards(left) - wildcards(right) ||
      order.indexOf(left.verdict) - order.indexOf(right.verdict),
  )[0];
}
