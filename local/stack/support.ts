/** The start-up report: what of the template runs on this machine, what has no effect here, what is not supported. */

import { StackError } from './errors.ts';
import type { Stack, StackResource } from './stack.ts';
import { type Finding, findSettings, type TypeSupport } from './support-paths.ts';

/**
 * What one local service says about the resource types it runs. Several tables may speak of the same type: what any of
 * them runs is run.
 */
export type SupportTable = Readonly<Record<string, TypeSupport>>;

export interface SupportEntry {
  readonly logicalId: string;
  readonly type: string;
  /** Dotted path below Properties, or an attribute such as DeletionPolicy; absent when the whole resource is meant. */
  readonly property?: string;
  readonly reason?: string;
}

export interface SupportReport {
  readonly run: readonly SupportEntry[];
  readonly noEffect: readonly SupportEntry[];
  readonly notSupported: readonly SupportEntry[];
}

const ATTRIBUTES: ReadonlyMap<string, Finding> = new Map<string, Finding>([
  ['Condition', { property: 'Condition', verdict: 'run' }],
  ['DependsOn', { property: 'DependsOn', verdict: 'run' }],
  ['Metadata', { property: 'Metadata', verdict: 'noEffect', reason: 'describes the resource for tools and people' }],
  ['DeletionPolicy', { property: 'DeletionPolicy', verdict: 'noEffect', reason: 'only --reset deletes local data' }],
  [
    'UpdateReplacePolicy',
    { property: 'UpdateReplacePolicy', verdict: 'noEffect', reason: 'nothing is replaced by an update here' },
  ],
  ['UpdatePolicy', { property: 'UpdatePolicy', verdict: 'noEffect', reason: 'the newest version runs at once here' }],
  ['CreationPolicy', { property: 'CreationPolicy', verdict: 'noEffect', reason: 'nothing waits for signals here' }],
]);

export function reportSupport(stack: Stack, tables: readonly SupportTable[]): SupportReport {
  const report = { run: [] as SupportEntry[], noEffect: [] as SupportEntry[], notSupported: [] as SupportEntry[] };
  for (const resource of stack.resources()) {
    const { logicalId, type } = resource;
    for (const { verdict, ...rest } of findAll(stack, resource, supportFor(type, tables))) {
      report[verdict].push({ logicalId, type, ...rest });
    }
  }
  for (const [part, reason] of stack.unreadParts) {
    report.notSupported.push({ logicalId: part, type: 'part of the template', reason });
  }
  for (const [name, reason] of stack.outputFailures) {
    report.notSupported.push({ logicalId: name, type: 'output', reason });
  }
  return report;
}

/** Counts for what runs or has no effect; what is not supported in full, one line each. */
export function formatSupport(report: SupportReport): string {
  const lines = [
    `Run here: ${count(report.run)}`,
    `No effect here: ${count(report.noEffect)}`,
    report.notSupported.length === 0
      ? 'Not supported here: nothing'
      : `Not supported here, so it works only after a deployment (${report.notSupported.length}):`,
    ...report.notSupported.map(formatEntry),
  ];
  return lines.join('\n');
}

function supportFor(type: string, tables: readonly SupportTable[]): readonly TypeSupport[] {
  return tables.flatMap((table) => (Object.hasOwn(table, type) && table[type] !== undefined ? [table[type]] : []));
}

function findAll(stack: Stack, resource: StackResource, support: readonly TypeSupport[]): readonly Finding[] {
  if (support.length === 0) {
    return [{ verdict: 'notSupported', reason: 'nothing on this machine runs resources of this type' }];
  }
  const attributes = resource.attributeNames.map(
    (name): Finding => ATTRIBUTES.get(name) ?? { property: name, verdict: 'notSupported' },
  );
  return [...findProperties(stack, resource, support), ...attributes];
}

function findProperties(stack: Stack, resource: StackResource, support: readonly TypeSupport[]): readonly Finding[] {
  try {
    const settings = findSettings(resource.properties, support);
    const more = support.flatMap((one) => one.examine?.(resource, stack) ?? []);
    if (settings.length + more.length > 0) return [...settings, ...more];
    const runs = support.some((one) => (one.run ?? []).length > 0);
    return [{ verdict: runs ? 'run' : 'noEffect' }];
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return [{ verdict: 'notSupported', reason: error.message }];
  }
}

function count(entries: readonly SupportEntry[]): string {
  const resources = new Set(entries.map(({ logicalId }) => logicalId)).size;
  return `${plural(entries.length, 'setting')} of ${plural(resources, 'resource')}`;
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function formatEntry({ logicalId, type, property, reason }: SupportEntry): string {
  const subject = property === undefined ? `${logicalId} (${type})` : `${logicalId} (${type}): ${property}`;
  return `  - ${subject}${reason === undefined ? '' : `: ${reason}`}`;
}
