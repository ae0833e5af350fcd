/** Reads a compiled CloudFormation template into the stack that it would become: resources, ids and outputs. */

import { resolveDynamicReferences } from './dynamic-references.ts';
import { StackError } from './errors.ts';
import type { Environment } from './identities/identity.ts';
import { NO_VALUE, toText } from './intrinsic.ts';
import { readParameters } from './parameters.ts';
import { checkReferences } from './references.ts';
import { resolveValue } from './resolve.ts';
import { createScope, type StackScope } from './scope.ts';
import { type Members, parseTemplate, type ResourceDeclaration, type Template } from './template.ts';

export interface StackOptions {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  /** `aws` unless given. */
  readonly partition?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Made secrets depend on it, so that nobody else can work them out. */
  readonly secretSeed?: string | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** What Ref gives. */
  readonly physicalId: string;
  /** Without intrinsics; worked out at first use. Throws StackError for what can't be. */
  readonly properties: Members;
  readonly dependsOn: readonly string[];
  readonly metadata: Members;
  /** Names of the other attributes declared, such as DeletionPolicy. */
  readonly attributeNames: readonly string[];
  /** What Fn::GetAtt gives; throws UnknownAttribute. */
  attribute(name: string): unknown;
}

export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** The declared outputs whose Condition holds, but for those in outputFailures. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Outputs that ask for what this machine can't give, each with the reason. */
  readonly outputFailures: ReadonlyMap<string, string>;
  /** Parts of the template outside its resources that are not run, each with the reason. */
  readonly unreadParts: ReadonlyMap<string, string>;
  /** The resources whose Condition holds, in the template's order. */
  resources(type?: string): readonly StackResource[];
  findResource(logicalId: string): StackResource | undefined;
  /** Resolves the intrinsics in a value; undefined for AWS::NoValue. `where` is what an error will name. */
  resolve(value: unknown, where: string): unknown;
}

/** Throws StackError when CloudFormation would refuse the template, or when it asks for what can't be run here. */
export function readStack(template: unknown, options: StackOptions): Stack {
  const parsed = parseTemplate(template);
  const parameters = readParameters(parsed.parameters, options.parameters ?? {});
  const scope = createScope(parsed, parameters, toEnvironment(options));
  checkReferences(parsed, scope);
  const resources = [...parsed.resources.values()].filter(scope.exists).map((it) => toResource(it, scope));
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const resolve = (value: unknown, where: string) => {
    const resolved = resolveDynamicReferences(resolveValue(value, scope, where), scope.secret, where);
    return resolved === NO_VALUE ? undefined : resolved;
  };
  const { outputs, failures } = readOutputs(parsed, scope);
  return {
    name: options.stackName,
    region: options.region,
    accountId: options.accountId,
    partition: options.partition ?? 'aws',
    outputs,
    outputFailures: failures,
    unreadParts: findUnreadParts(parsed, options.parameters ?? {}),
    resources: (type) => (type === undefined ? resources : resources.filter((resource) => resource.type === type)),
    findResource: (logicalId) => byId.get(logicalId),
    resolve,
  };
}

function toEnvironment({ partition = 'aws', ...options }: StackOptions): Environment {
  const { stackName, region, accountId, secretSeed = '' } = options;
  const urlSuffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { stackName, region, accountId, partition, urlSuffix, secretSeed };
}

function toResource(declaration: ResourceDeclaration, scope: StackScope): StackResource {
  const { logicalId, type, dependsOn, metadata, attributeNames } = declaration;
  const where = `Resources.${logicalId}`;
  let properties: Members | undefined;
  return {
    logicalId,
    type,
    dependsOn,
    metadata,
    attributeNames,
    get physicalId() {
      return toText(scope.ref(logicalId, where), where);
    },
    get properties() {
      properties ??= resolveProperties(declaration, scope);
      return properties;
    },
    attribute: (name) => scope.getAtt(logicalId, name, where),
  };
}

function resolveProperties(declaration: ResourceDeclaration, scope: StackScope): Members {
  const facts = scope.facts(declaration);
  const resolved = Object.keys(declaration.properties).map((name) => [name, facts.property(name)] as const);
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined));
}

function readOutputs(template: Template, scope: StackScope) {
  const outputs: Record<string, string> = {};
  const failures = new Map<string, string>();
  for (const [name, { value, condition }] of template.outputs) {
    const where = `Outputs.${name}.Value`;
    if (condition !== undefined && !scope.condition(condition, where)) continue;
    try {
      outputs[name] = toText(resolveValue(value, scope, where), where);
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      failures.set(name, error.message);
    }
  }
  return { outputs, failures };
}

function findUnreadParts(template: Template, given: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const name of template.transforms) {
    if (name !== 'AWS::LanguageExtensions') parts.set(`Transform ${name}`, 'macros run inside CloudFormation only');
  }
  for (const section of template.unreadSections) parts.set(section, 'this section of a template is not read');
  for (const [name, { Type }] of template.parameters) {
    if (!String(Type).startsWith('AWS::SSM::Parameter::Value<') || given[name] !== undefined) continue;
    parts.set(
      `Parameter ${name}`,
      'there is no Parameter Store to look it up in, so its default is taken as the value',
    );
  }
  return parts;
}
