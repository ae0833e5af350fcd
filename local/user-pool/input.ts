/** Reads the members of a request. Each function throws InvalidParameterException for a member of another shape. */

import { invalidParameter } from './cognito-error.ts';

export type Input = Readonly<Record<string, unknown>>;

/** Throws unless the member is a text that is not empty. */
export function getText(input: Input, name: string): string {
  const text = findText(input, name);
  if (text === undefined) throw invalidMember(name, 'Member must not be null');
  return text;
}

export function findText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidMember(name, 'Member must be a string');
  if (value === '') throw invalidMember(name, 'Member must have length greater than or equal to 1');
  return value;
}

export function findNumber(input: Input, name: string, minimum: number, maximum: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidMember(name, 'Member must be an integer');
  if (value < minimum) throw invalidMember(name, `Member must have value greater than or equal to ${minimum}`);
  if (value > maximum) throw invalidMember(name, `Member must have value less than or equal to ${maximum}`);
  return value;
}

/** An object of texts, such as AuthParameters; empty when the member is missing. */
export function getTexts(input: Input, name: string): Readonly<Record<string, string>> {
  const members = parseMembers(input[name] ?? {}, name);
  return Object.fromEntries(Object.keys(members).map((key) => [key, findText(members, key) ?? '']));
}

/** A list of `{Name, Value}`, such as UserAttributes; a later one wins over an earlier. */
export function getAttributes(input: Input, name = 'UserAttributes'): Readonly<Record<string, string>> {
  const list = input[name] ?? [];
  if (!Array.isArray(list)) throw invalidMember(name, 'Member must be a list');
  const entries = list.map((item: unknown): [string, string] => {
    const { Name, Value = '' } = parseMembers(item, name);
    if (typeof Name !== 'string' || typeof Value !== 'string') throw invalidMember(name, 'Member must not be null');
    return [Name, Value];
  });
  return Object.fromEntries(entries);
}

function parseMembers(value: unknown, name: string): Input {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  throw invalidMember(name, 'Member must be a structure');
}

/** Cognito writes the member's name with a small first letter here. */
export function invalidMember(name: string, constraint: string) {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return invalidParameter(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
