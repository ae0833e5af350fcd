/** Turns a model as API Gateway and OpenAPI write it into plain JSON Schema draft 4 that a validator takes. */

type Schema = Readonly<Record<string, unknown>>;

/** Says where a `$ref` leads; undefined leaves it as it is. */
export type RefRewriter = (ref: string) => string | undefined;

const LISTS_OF_SCHEMAS = new Set(['allOf', 'anyOf', 'oneOf']);
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions', 'dependencies']);
const SCHEMAS = new Set(['items', 'additionalItems', 'additionalProperties', 'not']);
/** `id` and `$schema` would change what references mean; `nullable` is folded into `type`. */
const LEFT_OUT = new Set(['id', '$schema', 'nullable']);

export function toDraft4(schema: unknown, rewriteRef: RefRewriter): unknown {
  if (!isSchema(schema)) return schema;
  // Draft 4 ignores whatever stands beside a $ref, OpenAPI 3.0's `nullable` included.
  if (typeof schema.$ref === 'string') return { $ref: rewriteRef(schema.$ref) ?? schema.$ref };
  const members = Object.entries(schema)
    .filter(([keyword]) => !LEFT_OUT.has(keyword))
    .map(([keyword, value]) => [keyword, toDraft4Member(keyword, value, rewriteRef)] as const);
  return withNull(Object.fromEntries(members), schema.nullable === true);
}

function toDraft4Member(keyword: string, value: unknown, rewriteRef: RefRewriter): unknown {
  if (MAPS_OF_SCHEMAS.has(keyword) && isSchema(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toDraft4(member, rewriteRef)]));
  }
  if (LISTS_OF_SCHEMAS.has(keyword) || SCHEMAS.has(keyword)) {
    return Array.isArray(value) ? value.map((member) => toDraft4(member, rewriteRef)) : toDraft4(value, rewriteRef);
  }
  return value;
}

function withNull(schema: Schema, nullable: boolean): Schema {
  if (!nullable || schema.type === undefined) return schema;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return { ...schema, type: types.includes('null') ? types : [...types, 'null'] };
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
