/** Evaluates the expressions of the Conditions section. */

import { StackError } from './errors.ts';
import { argumentList, invalid, type Scope, toText } from './intrinsic.ts';
import { resolveValue } from './resolve.ts';
import { isMembers } from './template.ts';

type Operator = (argument: unknown, scope: Scope, where: string) => boolean;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['Fn::Equals', areEqual],
  ['Fn::And', (argument, scope, where) => evaluateAll(argument, scope, where).every(Boolean)],
  ['Fn::Or', (argument, scope, where) => evaluateAll(argument, scope, where).some(Boolean)],
  ['Fn::Not', not],
  ['Condition', named],
]);

export function evaluateCondition(expression: unknown, scope: Scope, where: string): boolean {
  const [entry, ...others] = isMembers(expression) ? Object.entries(expression) : [];
  if (entry === undefined || others.length > 0) {
    throw invalid(where, 'A condition is an object with one function, such as Fn::Equals');
  }
  const [name, argument] = entry;
  const operator = OPERATORS.get(name);
  if (operator === undefined) {
    throw new StackError('UnknownIntrinsic', `${name} is no condition function`, `${where}.${name}`);
  }
  return operator(argument, scope, `${where}.${name}`);
}

/** CloudFormation compares written out: the parameter "3" equals the number 3. */
function areEqual(argument: unknown, scope: Scope, where: string): boolean {
  const [left, right] = argumentList(argument, where, 2).map((side, index) => {
    const value = resolveValue(side, scope, `${where}.${index}`);
    return Array.isArray(value) || isMembers(value) ? JSON.stringify(value) : toText(value, `${where}.${index}`);
  });
  return left === right;
}

function evaluateAll(argument: unknown, scope: Scope, where: string): readonly boolean[] {
  return argumentList(argument, where, 2, 10).map((part, index) => evaluateCondition(part, scope, `${where}.${index}`));
}

function not(argument: unknown, scope: Scope, where: string): boolean {
  return !evaluateCondition(argumentList(argument, where, 1)[0], scope, `${where}.0`);
}

function named(argument: unknown, scope: Scope, where: string): boolean {
  if (typeof argument !== 'string') throw invalid(where, 'Takes the name of a condition');
  return scope.condition(argument, where);
}
