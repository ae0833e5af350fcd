/** Evaluates a policy statement's Condition block. Source: "IAM JSON policy elements: Condition operators". */

import { BlockList, isIP, isIPv4 } from 'node:net';
import { compileWildcard } from './wildcard.ts';

/** Condition keys in lower case, such as `aws:sourceip`, to their values. */
export type ConditionKeys = ReadonlyMap<string, string>;
export type ConditionBlock = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
/** `unknown`: the block holds something that can't be judged here. */
export type ConditionVerdict = boolean | 'unknown';

type Test = (actual: string, expected: string) => boolean;

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['StringEquals', (actual, expected) => actual === expected],
  ['StringEqualsIgnoreCase', (actual, expected) => actual.toLowerCase() === expected.toLowerCase()],
  ['StringLike', (actual, expected) => compileWildcard(expected)(actual)],
  ['ArnEquals', (actual, expected) => compileWildcard(expected)(actual)],
  ['ArnLike', (actual, expected) => compileWildcard(expected)(actual)],
  ['Bool', (actual, expected) => actual.toLowerCase() === expected.toLowerCase()],
  ['IpAddress', isInNetwork],
  ['NumericEquals', (actual, expected) => Number(actual) === Number(expected)],
  ['NumericLessThan', (actual, expected) => Number(actual) < Number(expected)],
  ['NumericLessThanEquals', (actual, expected) => Number(actual) <= Number(expected)],
  ['NumericGreaterThan', (actual, expected) => Number(actual) > Number(expected)],
  ['NumericGreaterThanEquals', (actual, expected) => Number(actual) >= Number(expected)],
  ['DateEquals', (actual, expected) => toTime(actual) === toTime(expected)],
  ['DateLessThan', (actual, expected) => toTime(actual) < toTime(expected)],
  ['DateLessThanEquals', (actual, expected) => toTime(actual) <= toTime(expected)],
  ['DateGreaterThan', (actual, expected) => toTime(actual) > toTime(expected)],
  ['DateGreaterThanEquals', (actual, expected) => toTime(actual) >= toTime(expected)],
]);

const NEGATIONS: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

/** Every operator and every key in it must hold; one of a key's values is enough. */
export function evaluateConditions(block: ConditionBlock, keys: ConditionKeys): ConditionVerdict {
  let unknown = false;
  for (const [operator, tests] of block) {
    for (const [key, expected] of tests) {
      const verdict = evaluateOne(operator, expected, keys.get(key.toLowerCase()));
      if (verdict === false) return false;
      if (verdict === 'unknown') unknown = true;
    }
  }
  return unknown ? 'unknown' : true;
}

function evaluateOne(operator: string, expected: readonly string[], actual: string | undefined): ConditionVerdict {
  if (operator === 'Null') return expected.includes(String(actual === undefined));
  const ifExists = operator.endsWith('IfExists');
  const name = ifExists ? operator.slice(0, -'IfExists'.length) : operator;
  const positive = NEGATIONS.get(name);
  const test = TESTS.get(positive ?? name);
  if (test === undefined) return 'unknown';
  if (actual === undefined) return ifExists || positive !== undefined;
  return expected.some((value) => test(actual, value)) === (positive === undefined);
}

function isInNetwork(address: string, network: string): boolean {
  const [base = '', prefix] = network.split('/');
  if (isIP(base) === 0 || isIP(base) !== isIP(address)) return false;
  const family = isIPv4(base) ? 'ipv4' : 'ipv6';
  const bits = Number(prefix ?? (family === 'ipv4' ? 32 : 128));
  if (!Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv4' ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(base, bits, family);
  return list.check(address, family);
}

/** ISO 8601, or seconds since the epoch. */
const toTime = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
