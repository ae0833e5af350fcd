/** The intrinsic functions that give a text: Fn::Sub, Fn::Join, Fn::Base64, Fn::ToJsonString. */

import { argumentList, type Call, type Intrinsic, invalid, toList, toText } from './intrinsic.ts';
import { type Members, parseMembers } from './template.ts';

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const VARIABLE_NAME = /^[A-Za-z0-9_.:]+$/;

export const textIntrinsics: readonly (readonly [string, Intrinsic])[] = [
  ['Fn::Sub', substitute],
  ['Fn::Join', join],
  ['Fn::Base64', (argument, call) => Buffer.from(toText(call.resolve(argument, ''), call.where)).toString('base64')],
  ['Fn::ToJsonString', (argument, call) => JSON.stringify(call.resolve(argument, ''))],
];

/** The names that a Fn::Sub text refers to, without the escaped `${!Literal}` ones. */
export function placeholderNames(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').filter((name) => !name.startsWith('!'));
}

function substitute(argument: unknown, call: Call): string {
  const [text, variables] = typeof argument === 'string' ? [argument, {}] : argumentList(argument, call.where, 1, 2);
  if (typeof text !== 'string') throw invalid(call.where, 'Needs a text to substitute in');
  const own = parseMembers(variables ?? {}, `${call.where}.1`);
  return text.replace(PLACEHOLDER, (_whole, name: string) =>
    name.startsWith('!') ? `\${${name.slice(1)}}` : substituteOne(name, own, call),
  );
}

function substituteOne(name: string, own: Members, call: Call): string {
  if (!VARIABLE_NAME.test(name)) throw invalid(call.where, `\${${name}} is no variable name`);
  const where = `${call.where}.\${${name}}`;
  if (Object.hasOwn(own, name)) return toText(call.resolve(own[name], `1.${name}`), where);
  const dot = name.indexOf('.');
  if (dot < 0) return toText(call.scope.ref(name, where), where);
  return toText(call.scope.getAtt(name.slice(0, dot), name.slice(dot + 1), where), where);
}

function join(argument: unknown, call: Call): string {
  const [delimiter, list] = argumentList(argument, call.where, 2);
  if (typeof delimiter !== 'string') throw invalid(`${call.where}.0`, 'The delimiter has to be a text');
  const items = toList(call.resolve(list, 1), `${call.where}.1`);
  return items.map((item, index) => toText(item, `${call.where}.1.${index}`)).join(delimiter);
}
