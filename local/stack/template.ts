/** Checks the outer shape of a compiled CloudFormation template and gives its sections names and types. */

import { StackError } from './errors.ts';

export type Members = Readonly<Record<string, unknown>>;

export interface ResourceDeclaration {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Members;
  readonly condition: string | undefined;
  readonly dependsOn: readonly string[];
  readonly metadata: Members;
  /** Names of everything beside Type and Properties, such as DeletionPolicy. */
  readonly attributeNames: readonly string[];
}

export interface OutputDeclaration {
  readonly value: unknown;
  readonly condition: string | undefined;
}

export interface Template {
  readonly parameters: ReadonlyMap<string, Members>;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly mappings: ReadonlyMap<string, Members>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Macros that CloudFormation would run over the template before anything else. */
  readonly transforms: readonly string[];
  /** Top-level sections that the reader does nothing with, such as Rules. */
  readonly unreadSections: readonly string[];
}

const READ_SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Transform',
]);

export function parseTemplate(template: unknown): Template {
  const sections = parseMembers(template, 'template');
  if (sections.Resources === undefined) {
    throw new StackError('InvalidTemplate', 'A template needs a Resources section', 'template');
  }
  return {
    parameters: mapSection(sections, 'Parameters', parseMembers),
    conditions: mapSection(sections, 'Conditions', (value) => value),
    mappings: mapSection(sections, 'Mappings', parseMembers),
    resources: mapSection(sections, 'Resources', parseResource),
    outputs: mapSection(sections, 'Outputs', parseOutput),
    transforms: parseNames(sections.Transform, 'Transform'),
    unreadSections: Object.keys(sections).filter((name) => !READ_SECTIONS.has(name)),
  };
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseMembers(value: unknown, where: string): Members {
  if (!isMembers(value)) {
    throw new StackError('InvalidTemplate', `Expected an object, found ${kindOf(value)}`, where);
  }
  return value;
}

/** What a value is, in a word that fits into a sentence. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function mapSection<T>(
  sections: Members,
  section: string,
  parse: (value: unknown, where: string, name: string) => T,
): ReadonlyMap<string, T> {
  const declared = Object.entries(parseMembers(sections[section] ?? {}, section));
  return new Map(declared.map(([name, value]) => [name, parse(value, `${section}.${name}`, name)]));
}

function parseResource(value: unknown, where: string, logicalId: string): ResourceDeclaration {
  const declared = parseMembers(value, where);
  if (typeof declared.Type !== 'string') {
    throw new StackError('InvalidTemplate', 'A resource needs a Type', where);
  }
  return {
    logicalId,
    type: declared.Type,
    properties: parseMembers(declared.Properties ?? {}, `${where}.Properties`),
    condition: parseName(declared.Condition, `${where}.Condition`),
    dependsOn: parseNames(declared.DependsOn, `${where}.DependsOn`),
    metadata: parseMembers(declared.Metadata ?? {}, `${where}.Metadata`),
    attributeNames: Object.keys(declared).filter((name) => name !== 'Type' && name !== 'Properties'),
  };
}

function parseOutput(value: unknown, where: string): OutputDeclaration {
  const declared = parseMembers(value, where);
  if (declared.Value === undefined) {
    throw new StackError('InvalidTemplate', 'An output needs a Value', where);
  }
  return { value: declared.Value, condition: parseName(declared.Condition, `${where}.Condition`) };
}

function parseName(value: unknown, where: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new StackError('InvalidTemplate', `Expected a name, found ${kindOf(value)}`, where);
}

function parseNames(value: unknown, where: string): readonly string[] {
  if (value === undefined) return [];
  const names = Array.isArray(value) ? value : [value];
  return names.map((name, index) => {
    if (typeof name === 'string') return name;
    if (isMembers(name) && typeof name.Name === 'string') return name.Name;
    throw new StackError('InvalidTemplate', `Expected a name, found ${kindOf(name)}`, `${where}.${index}`);
  });
}
