/** Checks user attributes against the pool's schema and what a client may write. */

import { attributesRefused, invalidParameter, notAuthorized } from './cognito-error.ts';
import type { AttributeRule, ClientDefinition, UserPoolDefinition } from './definition.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Throws InvalidParameterException for an attribute that the schema does not allow. */
export function checkAttributes({ attributes: rules }: UserPoolDefinition, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const rule = rules.get(name);
    if (rule === undefined) throw attributesRefused(name, 'Attribute does not exist in the schema.');
    checkValue(name, value, rule);
  }
}

export function checkRequired({ attributes: rules }: UserPoolDefinition, attributes: Attributes): void {
  for (const [name, { isRequired }] of rules) {
    if (isRequired && !attributes[name]) throw attributesRefused(name, 'The attribute is required');
  }
}

/** What was set once stays, where the schema says so. */
export function checkMutable({ attributes: rules }: UserPoolDefinition, changes: Attributes): void {
  for (const name of Object.keys(changes)) {
    if (rules.get(name)?.isMutable === false) throw attributesRefused(name, 'Attribute cannot be updated.');
  }
}

/** Whether an address is verified is never for a client to say. */
export function checkWritable({ writableAttributes }: ClientDefinition, attributes: Attributes): void {
  const isForbidden = (name: string) => name.endsWith('_verified') || !writableAttributes.has(name);
  if (!Object.keys(attributes).some(isForbidden)) return;
  throw notAuthorized('A client attempted to write unauthorized attribute');
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),:;\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);
}

function checkValue(
  name: string,
  value: string,
  { type, minimum = -Infinity, maximum = Infinity }: AttributeRule,
): void {
  if (name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.');
  if (type === 'Boolean' && !/^(?:true|false)$/.test(value)) throw attributesRefused(name, 'Value is not a boolean');
  if (type === 'Number') checkNumber(name, Number(value), minimum, maximum);
  if (type !== 'String') return;
  if (value.length < minimum) throw attributesRefused(name, `String must be no shorter than ${minimum} characters`);
  if (value.length > maximum) throw attributesRefused(name, `String must be no longer than ${maximum} characters`);
}

function checkNumber(name: string, value: number, minimum: number, maximum: number): void {
  if (Number.isNaN(value)) throw attributesRefused(name, 'Value is not a number');
  if (value < minimum) throw attributesRefused(name, `Number must be no less than ${minimum}`);
  if (value > maximum) throw attributesRefused(name, `Number must be no more than ${maximum}`);
}
