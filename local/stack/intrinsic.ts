/** What every intrinsic function is given, and the checks on arguments that they share. */

import { StackError } from './errors.ts';
import { kindOf, type Members } from './template.ts';

/** Stands for AWS::NoValue: the member or list item that holds it disappears. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** Where intrinsics look names up. */
export interface Scope {
  /** Gives a text, a list of texts or NO_VALUE. */
  ref(name: string, where: string): unknown;
  getAtt(logicalId: string, attribute: string, where: string): unknown;
  condition(name: string, where: string): boolean;
  mapping(name: string): Members | undefined;
  readonly region: string;
}

export interface Call {
  readonly scope: Scope;
  readonly where: string;
  /** Resolves a part of the argument; `member` extends the path that an error names. */
  resolve(value: unknown, member: string | number): unknown;
}

export type Intrinsic = (argument: unknown, call: Call) => unknown;

export function invalid(where: string, message: string): StackError {
  return new StackError('InvalidIntrinsic', message, where);
}

/** Texts pass; numbers and booleans are written out, as CloudFormation does wherever it needs a text. */
export function toText(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid(where, `Expected a text, found ${value === NO_VALUE ? 'AWS::NoValue' : kindOf(value)}`);
}

export function toList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(where, `Expected a list, found ${value === NO_VALUE ? 'AWS::NoValue' : kindOf(value)}`);
}

/** The argument itself, not resolved yet, as a list of so many items. */
export function argumentList(argument: unknown, where: string, least: number, most = least): readonly unknown[] {
  const items = toList(argument, where);
  if (items.length >= least && items.length <= most) return items;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  throw invalid(where, `Takes ${wanted} arguments, found ${items.length}`);
}
