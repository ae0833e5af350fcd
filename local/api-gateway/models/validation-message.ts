/** Words one schema violation as API Gateway does in `$context.error.validationErrorString`. */

import type { ErrorObject } from 'ajv-draft-04';

type Describe = (error: ErrorObject) => string;

const DESCRIPTIONS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['type', describeType],
  ['required', describeRequired],
  ['enum', (e) => `instance value (${text(e.data)}) not found in enum (possible values: ${text(e.schema)})`],
  ['minimum', (e) => describeLimit(e, 'lower than the required minimum', 'minimum', 'strictly greater')],
  ['maximum', (e) => describeLimit(e, 'greater than the required maximum', 'maximum', 'strictly lower')],
  ['minLength', (e) => `string ${text(e.data)} is too short (length: ${size(e)}, required minimum: ${text(e.schema)})`],
  ['maxLength', (e) => `string ${text(e.data)} is too long (length: ${size(e)}, maximum allowed: ${text(e.schema)})`],
  ['pattern', (e) => `ECMA 262 regex ${text(e.schema)} does not match input string ${text(e.data)}`],
  [
    'minItems',
    (e) => `array is too short: must have at least ${text(e.schema)} elements but instance has ${size(e)} elements`,
  ],
  [
    'maxItems',
    (e) => `array is too long: must have at most ${text(e.schema)} elements but instance has ${size(e)} elements`,
  ],
  ['uniqueItems', () => 'array must not contain duplicate elements'],
  [
    'minProperties',
    (e) => `object has too few properties (found ${size(e)} but schema requires at least ${text(e.schema)})`,
  ],
  [
    'maxProperties',
    (e) => `object has too many properties (found ${size(e)} but schema requires at most ${text(e.schema)})`,
  ],
  [
    'additionalProperties',
    (e) => `object instance has properties which are not allowed by the schema: ${text([e.params.additionalProperty])}`,
  ],
  ['multipleOf', (e) => `remainder of division is not zero (${text(e.data)} and ${text(e.schema)})`],
  ['oneOf', (e) => `instance failed to match exactly one schema (matched ${matches(e)} out of ${size(e, e.schema)})`],
  ['anyOf', (e) => `instance failed to match at least one required schema among ${size(e, e.schema)}`],
  ['not', () => 'instance matched a schema which it should not have'],
  ['format', (e) => `string ${text(e.data)} is invalid against requested format ${text(e.schema)}`],
]);

/** Of nested violations the outermost is told, which the validator lists last. */
export function toValidationErrorString(errors: readonly ErrorObject[]): string {
  const error = errors.at(-1);
  if (error === undefined) return '[]';
  const describe = DESCRIPTIONS.get(error.keyword);
  return `[${describe === undefined ? (error.message ?? error.keyword) : describe(error)}]`;
}

function describeType(error: ErrorObject): string {
  const wanted = [error.schema].flat().flatMap((type) => (type === 'number' ? ['integer', 'number'] : [type]));
  return `instance type (${typeOf(error.data)}) does not match any allowed primitive type (allowed: ${text(wanted)})`;
}

function describeRequired(error: ErrorObject): string {
  const required = toNames(error.parentSchema?.required);
  const missing = required.filter((name) => !Object.hasOwn(Object(error.data), name));
  return `object has missing required properties (${text(missing)})`;
}

function describeLimit(error: ErrorObject, beyond: string, limit: string, strictly: string): string {
  const exclusive = error.parentSchema?.[`exclusive${limit[0]?.toUpperCase()}${limit.slice(1)}`] === true;
  if (exclusive) return `numeric instance is not ${strictly} than the required ${limit} ${text(error.schema)}`;
  return `numeric instance is ${beyond} (${limit}: ${text(error.schema)}, found: ${text(error.data)})`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const MAX_TEXT = 200;
function text(value: unknown): string {
  const json = JSON.stringify(typeof value === 'string' ? value.slice(0, MAX_TEXT) : value) ?? 'null';
  return json.length > MAX_TEXT ? `${json.slice(0, MAX_TEXT)}…` : json;
}

function size(_error: ErrorObject, value: unknown = _error.data): number {
  if (typeof value === 'string') return [...value].length;
  return Object.keys(Object(value)).length;
}

const matches = (error: ErrorObject): number => toNames(error.params.passingSchemas).length;

const toNames = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
