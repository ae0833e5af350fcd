/** Compiles an API's models, which may refer to one another, into validators. */

import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import { toDraft4 } from './draft4.ts';
import { DRAFT4_FORMATS } from './formats.ts';

/** An API, as far as its models go. */
export interface ModelOwner {
  readonly name: string;
  /** Model name to JSON Schema (draft 4). */
  readonly models: ReadonlyMap<string, unknown>;
}

/** Every API has these two. Source: "Data models for REST APIs". */
const BUILT_IN_MODELS: ReadonlyMap<string, unknown> = new Map([
  ['Empty', { type: 'object' }],
  ['Error', { type: 'object', properties: { message: { type: 'string' } } }],
]);
const MODEL_URL = /^https:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/#]+)(#.*)?$/;
const MODEL_POINTER = /^#\/(?:components\/schemas|definitions)\/([^/]+)(\/.*)?$/;

const validatorsByApi = new WeakMap<ModelOwner, Ajv>();

/** Throws an error naming the model when it is missing or not a JSON Schema. */
export function compileModel(api: ModelOwner, modelName: string): ValidateFunction {
  const ajv = validatorsByApi.get(api) ?? createAjv(api);
  validatorsByApi.set(api, ajv);
  try {
    const validate = ajv.getSchema(toModelUri(modelName));
    if (validate !== undefined) return validate;
  } catch (cause) {
    throw new Error(`The model ${modelName} is not a valid schema: ${messageOf(cause)}`, { cause });
  }
  throw new Error(`There is no model ${modelName} in the API ${api.name}`);
}

function createAjv(api: ModelOwner): Ajv {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    logger: false,
    // Only what the client itself sent counts as present: `toString` is not a property of `{}`.
    ownProperties: true,
    // The u flag would refuse patterns that are fine in ECMA 262's older grammar, which models are written in.
    unicodeRegExp: false,
    // 19.99 is a multiple of 0.01 in decimal arithmetic, but not in doubles.
    multipleOfPrecision: 9,
    verbose: true,
    formats: DRAFT4_FORMATS,
  });
  for (const [name, model] of new Map([...BUILT_IN_MODELS, ...api.models])) {
    const schema = toSchemaObject(model);
    const ownDefinitions = new Set(Object.keys(schema.definitions ?? {}));
    ajv.addSchema(toSchemaObject(toDraft4(schema, (ref) => toModelRef(ref, api, ownDefinitions))), toModelUri(name));
  }
  return ajv;
}

function toModelRef(ref: string, api: ModelOwner, ownDefinitions: ReadonlySet<string>): string | undefined {
  const [, nameInUrl, fragment = ''] = MODEL_URL.exec(ref) ?? [];
  if (nameInUrl !== undefined) return `${toModelUri(decodeURIComponent(nameInUrl))}${fragment}`;
  const [, nameInPointer, rest] = MODEL_POINTER.exec(ref) ?? [];
  if (nameInPointer === undefined || ownDefinitions.has(nameInPointer)) return undefined;
  if (!api.models.has(nameInPointer) && !BUILT_IN_MODELS.has(nameInPointer)) return undefined;
  return `${toModelUri(nameInPointer)}${rest === undefined ? '' : `#${rest}`}`;
}

const toModelUri = (modelName: string): string => `model://api/${encodeURIComponent(modelName)}`;

/** CloudFormation takes a schema as an object or as JSON text. */
function toSchemaObject(schema: unknown): { readonly definitions?: object } {
  if (typeof schema === 'string') return toSchemaObject(JSON.parse(schema));
  return typeof schema === 'object' && schema !== null ? schema : {};
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
