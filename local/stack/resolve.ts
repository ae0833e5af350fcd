/** Replaces the intrinsic functions in a value of the template by what they stand for. */

import { StackError } from './errors.ts';
import { argumentList, type Call, type Intrinsic, invalid, NO_VALUE, type Scope, toText } from './intrinsic.ts';
import { listIntrinsics } from './list-intrinsics.ts';
import { isMembers, type Members } from './template.ts';
import { textIntrinsics } from './text-intrinsics.ts';

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', chooseBranch],
  ...textIntrinsics,
  ...listIntrinsics,
]);

const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ['Fn::ImportValue', 'other stacks and their exports do not exist on this machine; make it a parameter'],
  ['Fn::Cidr', 'networks are not run on this machine'],
  ['Fn::Transform', 'macros run inside CloudFormation only'],
]);

/** Gives the value without intrinsics; NO_VALUE when the whole value is AWS::NoValue. */
export function resolveValue(value: unknown, scope: Scope, where: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolveValue(item, scope, `${where}.${index}`))
      .filter((item) => item !== NO_VALUE);
  }
  if (!isMembers(value)) return value;
  const name = intrinsicName(value, where);
  if (name === undefined) return resolveMembers(value, scope, where);
  const at = `${where}.${name}`;
  const resolve = (part: unknown, member: string | number) =>
    resolveValue(part, scope, member === '' ? at : `${at}.${member}`);
  return findIntrinsic(name, at)(value[name], { scope, where: at, resolve });
}

/**
 * The intrinsic that an object is, or undefined when it is plain data. `Condition` is none here: it is one only
 * inside the Conditions section, and a plain key in every IAM policy.
 */
export function intrinsicName(value: Members, where: string): string | undefined {
  const names = Object.keys(value);
  const found = names.find((name) => name.startsWith('Fn::')) ?? (names.length === 1 ? names[0] : undefined);
  if (found === undefined || !(found === 'Ref' || found.startsWith('Fn::'))) return undefined;
  if (names.length > 1) throw invalid(where, `${found} has to be the only member of its object`);
  return found;
}

/** Both forms of Fn::GetAtt: `["Id", "Attribute"]` and `"Id.Attribute"`. */
export function getAttNames(argument: unknown, where: string): readonly [string, unknown] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot > 0) return [argument.slice(0, dot), argument.slice(dot + 1)];
    throw invalid(where, `Needs a resource and an attribute, found ${argument}`);
  }
  const [logicalId, attribute] = argumentList(argument, where, 2);
  if (typeof logicalId === 'string') return [logicalId, attribute];
  throw invalid(where, 'The name of the resource has to be a text');
}

function resolveMembers(value: Members, scope: Scope, where: string): Members {
  const resolved = Object.entries(value).map(([name, member]) => [
    name,
    resolveValue(member, scope, `${where}.${name}`),
  ]);
  return Object.fromEntries(resolved.filter(([, member]) => member !== NO_VALUE));
}

function findIntrinsic(name: string, where: string): Intrinsic {
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic !== undefined) return intrinsic;
  const reason = UNSUPPORTED.get(name);
  if (reason !== undefined) throw new StackError('UnsupportedIntrinsic', `${name} does not run here: ${reason}`, where);
  throw new StackError('UnknownIntrinsic', `${name} is no intrinsic function that this reader knows`, where);
}

function ref(argument: unknown, call: Call): unknown {
  if (typeof argument !== 'string') throw invalid(call.where, 'Ref takes a name');
  return call.scope.ref(argument, call.where);
}

function getAtt(argument: unknown, call: Call): unknown {
  const [logicalId, attribute] = getAttNames(argument, call.where);
  return call.scope.getAtt(logicalId, toText(call.resolve(attribute, 1), `${call.where}.1`), call.where);
}

function chooseBranch(argument: unknown, call: Call): unknown {
  const [condition, yes, no] = argumentList(argument, call.where, 3);
  if (typeof condition !== 'string') throw invalid(`${call.where}.0`, 'Takes the name of a condition');
  return call.scope.condition(condition, call.where) ? call.resolve(yes, 1) : call.resolve(no, 2);
}
