/** Looks up every name that a template may refer to: pseudo parameters, parameters, conditions, mappings, resources. */

import { evaluateCondition } from './conditions.ts';
import { type FindSecret, resolveDynamicReferences } from './dynamic-references.ts';
import { StackError } from './errors.ts';
import { type Environment, type ResourceFacts, stableUuid } from './identities/identity.ts';
import { toAttribute, toRef } from './identities/identity-table.ts';
import { NO_VALUE, type Scope } from './intrinsic.ts';
import type { ParameterValue } from './parameters.ts';
import { resolveValue } from './resolve.ts';
import { secretText } from './secrets.ts';
import type { ResourceDeclaration, Template } from './template.ts';
import { Trail } from './trail.ts';

export interface StackScope extends Scope {
  /** The declaration and what its identity row may ask; throws when the name or its Condition says no. */
  resource(logicalId: string, where: string): ResourceDeclaration;
  facts(declaration: ResourceDeclaration): ResourceFacts;
  exists(declaration: ResourceDeclaration): boolean;
  readonly secret: FindSecret;
  /** True for pseudo parameters too. */
  isParameter(name: string): boolean;
}

export function createScope(
  template: Template,
  parameters: ReadonlyMap<string, ParameterValue>,
  environment: Environment,
): StackScope {
  const values = new Trail<unknown>();
  const conditions = new Trail<boolean>();
  const pseudo = pseudoParameters(environment);
  const given = (name: string) => parameters.get(name) ?? pseudo.get(name);

  const scope: StackScope = {
    region: environment.region,
    mapping: (name) => template.mappings.get(name),
    condition: (name, where) =>
      conditions.once(name, where, () =>
        evaluateCondition(expression(template, name, where), conditionScope, `Conditions.${name}`),
      ),
    ref: (name, where) =>
      given(name) ?? values.once(name, where, () => toRef(scope.facts(scope.resource(name, where)))),
    getAtt: (logicalId, attribute, where) =>
      values.once(`${logicalId}.${attribute}`, where, () =>
        toAttribute(scope.facts(scope.resource(logicalId, where)), attribute, where),
      ),
    exists: ({ condition, logicalId }) =>
      condition === undefined || scope.condition(condition, `Resources.${logicalId}.Condition`),
    isParameter: (name) => given(name) !== undefined,
    secret: (id) => findSecret(template, scope, id),
    resource: (logicalId, where) => findResource(template, scope, logicalId, where),
    facts: (declaration) => toFacts(template, scope, values, environment, declaration),
  };
  const conditionScope: Scope = {
    ...scope,
    ref: (name, where) => given(name) ?? refuseInCondition(name, where),
    getAtt: (logicalId, _attribute, where) => refuseInCondition(logicalId, where),
  };
  return scope;
}

function pseudoParameters(environment: Environment): ReadonlyMap<string, unknown> {
  const { accountId, partition, region, stackName, urlSuffix } = environment;
  const named = { logicalId: 'AWS::StackId', type: '', environment, property: () => undefined, position: () => 1 };
  return new Map<string, unknown>([
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', NO_VALUE],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', partition],
    ['AWS::Region', region],
    ['AWS::StackId', `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/${stableUuid(named)}`],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', urlSuffix],
  ]);
}

function expression(template: Template, name: string, where: string): unknown {
  if (template.conditions.has(name)) return template.conditions.get(name);
  throw new StackError('UnknownCondition', `There is no condition ${name}`, where);
}

function refuseInCondition(name: string, where: string): never {
  throw new StackError('UnknownReference', `A condition can refer to parameters only, and ${name} is none`, where);
}

function findResource(template: Template, scope: StackScope, logicalId: string, where: string): ResourceDeclaration {
  const declaration = template.resources.get(logicalId);
  if (declaration === undefined) {
    throw new StackError('UnknownReference', `There is no parameter or resource ${logicalId}`, where);
  }
  if (scope.exists(declaration)) return declaration;
  const message = `${logicalId} is referred to, but its condition ${declaration.condition} is false`;
  throw new StackError('ResourceNotCreated', message, where);
}

/** A secret goes by its name, its ARN, or its ARN without the six characters at the end. */
function findSecret(template: Template, scope: StackScope, id: string): string | undefined {
  const secrets = [...template.resources.values()]
    .filter(({ type }) => type === 'AWS::SecretsManager::Secret')
    .filter(scope.exists)
    .map(scope.facts);
  const found = secrets.find((secret) => {
    const arn = toRef(secret);
    return id === arn || id === arn.slice(0, -7) || id === secret.property('Name');
  });
  return found === undefined ? undefined : secretText(found);
}

function toFacts(
  template: Template,
  scope: StackScope,
  values: Trail<unknown>,
  environment: Environment,
  declaration: ResourceDeclaration,
): ResourceFacts {
  const { logicalId, type, properties } = declaration;
  return {
    logicalId,
    type,
    environment,
    property: (name) => {
      if (!Object.hasOwn(properties, name)) return undefined;
      const where = `Resources.${logicalId}.Properties.${name}`;
      const value = values.once(`${logicalId}.Properties.${name}`, where, () =>
        resolveDynamicReferences(resolveValue(properties[name], scope, where), scope.secret, where),
      );
      return value === NO_VALUE ? undefined : value;
    },
    position: (propertyName) => {
      const key = JSON.stringify(properties[propertyName]);
      const alike = [...template.resources.values()].filter(
        (other) => other.type === type && JSON.stringify(other.properties[propertyName]) === key,
      );
      return alike.findIndex((other) => other.logicalId === logicalId) + 1;
    },
  };
}
