/** Reads a pool's attributes: the standard ones of OpenID Connect, and those that the template adds. */

import type { AttributeRule } from './definition.ts';
import { isTrue, type Members, membersOf, numberOf } from './properties.ts';

const text = (minimum = 0, maximum = 2048): AttributeRule => ({
  type: 'String',
  isRequired: false,
  isMutable: true,
  minimum,
  maximum,
});
const flag: AttributeRule = { type: 'Boolean', isRequired: false, isMutable: true };

/** Source: "Working with user attributes". */
const STANDARD: ReadonlyMap<string, AttributeRule> = new Map([
  ...['address', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname'].map(
    toText,
  ),
  ...['phone_number', 'picture', 'preferred_username', 'profile', 'website', 'zoneinfo'].map(toText),
  ['birthdate', text(10, 10)],
  ['updated_at', { ...text(), type: 'Number', maximum: Number.MAX_SAFE_INTEGER }],
  ['email_verified', flag],
  ['phone_number_verified', flag],
]);

export const STANDARD_NAMES: ReadonlySet<string> = new Set(STANDARD.keys());

function toText(name: string): [string, AttributeRule] {
  return [name, text()];
}

export function readSchema(schema: unknown): ReadonlyMap<string, AttributeRule> {
  const own = Array.isArray(schema) ? schema.map(membersOf) : [];
  return new Map([...STANDARD, ...own.map(readAttribute)]);
}

function readAttribute(attribute: Members): [string, AttributeRule] {
  const name = String(attribute.Name);
  const standard = STANDARD.get(name);
  const type = parseType(attribute.AttributeDataType) ?? standard?.type ?? 'String';
  const { MinLength, MaxLength } = membersOf(attribute.StringAttributeConstraints);
  const { MinValue, MaxValue } = membersOf(attribute.NumberAttributeConstraints);
  const minimum = numberOf(type === 'Number' ? MinValue : MinLength) ?? standard?.minimum;
  const maximum = numberOf(type === 'Number' ? MaxValue : MaxLength) ?? standard?.maximum;
  const rule = {
    type,
    isRequired: isTrue(attribute.Required),
    isMutable: isTrue(attribute.Mutable, true),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
  return [standard === undefined ? `custom:${name}` : name, rule];
}

function parseType(type: unknown): AttributeRule['type'] | undefined {
  return (['String', 'Number', 'Boolean', 'DateTime'] as const).find((known) => known === type);
}
