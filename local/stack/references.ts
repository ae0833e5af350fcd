/** Checks at start-up what CloudFormation checks at deploy: every name exists and no resources wait for each other. */

import { StackError } from './errors.ts';
import { toList } from './intrinsic.ts';
import { getAttNames, intrinsicName } from './resolve.ts';
import type { StackScope } from './scope.ts';
import { isMembers, type ResourceDeclaration, type Template } from './template.ts';
import { placeholderNames } from './text-intrinsics.ts';

type Visit = (name: string, kind: 'ref' | 'getAtt', where: string) => void;

/** Throws for an unknown or absent name, and CircularReference naming the path, for resources and outputs that exist. */
export function checkReferences(template: Template, scope: StackScope): void {
  const dependencies = new Map<string, ReadonlySet<string>>();
  for (const resource of template.resources.values()) {
    if (scope.exists(resource)) dependencies.set(resource.logicalId, findDependencies(resource, template, scope));
  }
  for (const [name, output] of template.outputs) {
    const where = `Outputs.${name}`;
    if (output.condition !== undefined && !scope.condition(output.condition, where)) continue;
    visitReferences(output.value, scope, `${where}.Value`, (target, kind, at) => checkName(target, kind, scope, at));
  }
  refuseCycles(dependencies);
}

function findDependencies(resource: ResourceDeclaration, template: Template, scope: StackScope): ReadonlySet<string> {
  const where = `Resources.${resource.logicalId}`;
  const found = new Set<string>();
  for (const name of resource.dependsOn) {
    if (!template.resources.has(name)) {
      throw new StackError('UnknownReference', `There is no resource ${name}`, `${where}.DependsOn`);
    }
    found.add(name);
  }
  visitReferences(resource.properties, scope, `${where}.Properties`, (name, kind, at) => {
    checkName(name, kind, scope, at);
    if (template.resources.has(name)) found.add(name);
  });
  return found;
}

function checkName(name: string, kind: 'ref' | 'getAtt', scope: StackScope, where: string): void {
  if (kind === 'ref' && scope.isParameter(name)) return;
  scope.resource(name, where);
}

/** Calls visit for every Ref, Fn::GetAtt and Fn::Sub; of a Fn::If it sees only the branch that is taken. */
function visitReferences(value: unknown, scope: StackScope, where: string, visit: Visit): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visitReferences(item, scope, `${where}.${index}`, visit);
    return;
  }
  if (!isMembers(value)) return;
  const name = intrinsicName(value, where);
  const argument = name === undefined ? value : value[name];
  const at = name === undefined ? where : `${where}.${name}`;
  if (name === 'Ref' && typeof argument === 'string') visit(argument, 'ref', at);
  else if (name === 'Fn::GetAtt') visit(getAttNames(argument, at)[0], 'getAtt', at);
  else if (name === 'Fn::If') visitBranch(argument, scope, at, visit);
  else {
    if (name === 'Fn::Sub') visitPlaceholders(argument, at, visit);
    const inner = isMembers(argument) ? Object.entries(argument) : [['', argument] as const];
    for (const [key, member] of inner) visitInner(member, scope, key === '' ? at : `${at}.${key}`, visit);
  }
}

function visitInner(value: unknown, scope: StackScope, where: string, visit: Visit): void {
  if (typeof value === 'object' && value !== null) visitReferences(value, scope, where, visit);
}

function visitBranch(argument: unknown, scope: StackScope, where: string, visit: Visit): void {
  const [condition, yes, no] = toList(argument, where);
  if (typeof condition !== 'string') return;
  const taken = scope.condition(condition, where) ? 1 : 2;
  visitReferences(taken === 1 ? yes : no, scope, `${where}.${taken}`, visit);
}

function visitPlaceholders(argument: unknown, where: string, visit: Visit): void {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return;
  for (const name of placeholderNames(text)) {
    if (isMembers(own) && Object.hasOwn(own, name)) continue;
    const [target = '', attribute] = name.split('.');
    visit(target, attribute === undefined ? 'ref' : 'getAtt', `${where}.\${${name}}`);
  }
}

function refuseCycles(dependencies: ReadonlyMap<string, ReadonlySet<string>>): void {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): void => {
    if (done.has(name)) return;
    const start = path.indexOf(name);
    if (start >= 0) {
      const cycle = [...path.slice(start), name].join(' → ');
      throw new StackError('CircularReference', `These resources need each other: ${cycle}`, `Resources.${name}`);
    }
    for (const next of dependencies.get(name) ?? []) walk(next, [...path, name]);
    done.add(name);
  };
  for (const name of dependencies.keys()) walk(name, []);
}
