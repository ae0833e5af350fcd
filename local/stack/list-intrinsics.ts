/** The intrinsic functions about lists and maps: Fn::Select, Fn::Split, Fn::Length, Fn::GetAZs, Fn::FindInMap. */

import { StackError } from './errors.ts';
import { argumentList, type Call, type Intrinsic, invalid, toList, toText } from './intrinsic.ts';
import { isMembers } from './template.ts';

export const listIntrinsics: readonly (readonly [string, Intrinsic])[] = [
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Length', (argument, call) => toList(call.resolve(argument, ''), call.where).length],
  ['Fn::GetAZs', availabilityZones],
  ['Fn::FindInMap', findInMap],
];

function select(argument: unknown, call: Call): unknown {
  const [position, list] = argumentList(argument, call.where, 2);
  const index = Number(toText(call.resolve(position, 0), `${call.where}.0`));
  const items = toList(call.resolve(list, 1), `${call.where}.1`);
  if (!Number.isInteger(index) || index < 0 || index >= items.length) {
    throw invalid(call.where, `There is no item ${index} in a list of ${items.length}`);
  }
  return items[index];
}

function split(argument: unknown, call: Call): readonly string[] {
  const [delimiter, source] = argumentList(argument, call.where, 2);
  if (typeof delimiter !== 'string' || delimiter === '') {
    throw invalid(`${call.where}.0`, 'The delimiter has to be a text that is not empty');
  }
  return toText(call.resolve(source, 1), `${call.where}.1`).split(delimiter);
}

/** Real regions have three to six zones under varying letters; three fixed ones are enough to run on. */
function availabilityZones(argument: unknown, call: Call): readonly string[] {
  const region = toText(call.resolve(argument, ''), call.where) || call.scope.region;
  return ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
}

function findInMap(argument: unknown, call: Call): unknown {
  const items = argumentList(argument, call.where, 3, 4);
  const [map = '', top = '', second = ''] = items
    .slice(0, 3)
    .map((item, index) => toText(call.resolve(item, index), `${call.where}.${index}`));
  const level = call.scope.mapping(map)?.[top];
  const found = isMembers(level) && Object.hasOwn(level, second) ? level[second] : undefined;
  if (found !== undefined) return found;
  const options = items[3];
  if (isMembers(options) && Object.hasOwn(options, 'DefaultValue')) {
    return call.resolve(options.DefaultValue, '3.DefaultValue');
  }
  throw new StackError('UnknownMapping', `There is no ${map}.${top}.${second} in Mappings`, call.where);
}
