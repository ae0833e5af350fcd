/** Compares a template with AWS's published specification of its resources: types, properties, values and references. */

import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, ResourceProperties } from '@aws-cdk/service-spec-types';

type Members = Readonly<Record<string, unknown>>;

interface Declared {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
  readonly Parameters?: Members;
  readonly Outputs?: unknown;
}

const database = loadAwsServiceSpecSync();

/** What is wrong, a sentence each, such as `BooksTable.BillingMod: there is no such property`. */
export function findMistakes(template: Declared): readonly string[] {
  const inResources = Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties = {} }]) => {
    const specification = findSpecification(Type);
    if (!specification) return [`${logicalId}: there is no type ${Type}`];
    return [
      ...checkMembers(Properties, specification.properties, logicalId),
      ...checkReferences(Properties, logicalId, template),
    ];
  });
  return [...inResources, ...checkReferences(template.Outputs, 'Outputs', template)];
}

function findSpecification(type: string) {
  return database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

function checkMembers(value: unknown, properties: ResourceProperties, where: string): readonly string[] {
  if (!isMembers(value)) return [`${where}: ${show(value)} is no object`];
  const given = Object.entries(value).flatMap(([name, member]) => {
    const property = properties[name];
    return property
      ? check(member, property.type, `${where}.${name}`)
      : [`${where}.${name}: there is no such property`];
  });
  const missing = Object.entries(properties).filter(([name, { required }]) => required && value[name] === undefined);
  return [...given, ...missing.map(([name]) => `${where}.${name}: it is required`)];
}

function check(value: unknown, type: PropertyType, where: string): readonly string[] {
  // What an intrinsic function gives is known to CloudFormation alone; of a choice, both ends are.
  if (isIntrinsic(value)) return branchesOf(value).flatMap((branch) => check(branch, type, where));
  switch (type.type) {
    case 'array':
      if (!Array.isArray(value)) return [`${where}: ${show(value)} is no list`];
      return value.flatMap((item, index) => check(item, type.element, `${where}.${index}`));
    case 'map':
      if (!isMembers(value)) return [`${where}: ${show(value)} is no map`];
      return Object.entries(value).flatMap(([name, item]) => check(item, type.element, `${where}.${name}`));
    case 'ref':
      return checkMembers(value, database.get('typeDefinition', type.reference.$ref).properties, where);
    case 'tag':
      return checkMembers(value, TAG, where);
    case 'union': {
      const attempts = type.types.map((each) => check(value, each, where));
      return attempts.find((mistakes) => mistakes.length === 0) ?? attempts[0] ?? [];
    }
    default:
      return isOfType(value, type) ? [] : [`${where}: ${show(value)} is no ${describe(type)}`];
  }
}

type Plain = Exclude<PropertyType, { readonly type: 'array' | 'map' | 'ref' | 'tag' | 'union' }>;

const TAG: ResourceProperties = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

/** Stricter than CloudFormation, which also takes "5" for 5 and "true" for true. */
function isOfType(value: unknown, type: Plain): boolean {
  switch (type.type) {
    case 'string':
      return typeof value === 'string' && (type.allowedValues?.includes(value) ?? true);
    case 'integer':
      return Number.isInteger(value) && (type.allowedValues?.includes(Number(value)) ?? true);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return typeof value === 'object' && value !== null;
    case 'date-time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'null':
      return value === null;
  }
}

function describe(type: Plain): string {
  return 'allowedValues' in type ? `${type.type} out of ${type.allowedValues}` : type.type;
}

/** Everything that `value` refers to, by Ref, Fn::GetAtt or inside the text of Fn::Sub. */
function checkReferences(value: unknown, where: string, template: Declared): readonly string[] {
  const { Resources, Parameters = {} } = template;
  return namesIn(value).flatMap((name) => {
    const [logicalId = '', ...attribute] = name.split('.');
    if (logicalId.startsWith('AWS::') || logicalId in Parameters) return [];
    const resource = Resources[logicalId];
    if (!resource) return [`${where}: there is no ${logicalId} to refer to`];
    const attributes = findSpecification(resource.Type)?.attributes ?? {};
    const isKnown = attribute.length === 0 || attribute.join('.') in attributes;
    return isKnown ? [] : [`${where}: ${resource.Type} has no attribute ${attribute.join('.')}`];
  });
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isMembers(value)) return [];
  if (isIntrinsic(value)) {
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value;
    if (typeof Ref === 'string') return [Ref];
    if (attribute !== undefined) return [[attribute].flat().join('.')];
    if (text !== undefined) return namesInText(text);
  }
  return Object.values(value).flatMap(namesIn);
}

function namesInText(argument: unknown): readonly string[] {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
  return [...names.filter((name) => !(name in variables)), ...namesIn(variables)];
}

function branchesOf(intrinsic: Members): readonly unknown[] {
  const choice = intrinsic['Fn::If'];
  const branches = Array.isArray(choice) ? choice.slice(1) : [];
  return branches.filter((branch) => !(isMembers(branch) && branch.Ref === 'AWS::NoValue'));
}

function isIntrinsic(value: unknown): value is Members {
  if (!isMembers(value)) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const show = (value: unknown): string => JSON.stringify(value).slice(0, 60);
