/** An OpenAPI 3.0 document as a REST API's `Body` carries it, with its internal references resolved. */

import { isProperties, type Properties, toProperties } from '../../api-gateway/properties.ts';

export interface OpenApiDocument {
  readonly root: Properties;
  /** Follows `#/…` references. Throws for one that leads nowhere. */
  readonly resolve: (value: unknown) => Properties;
}

const MAX_HOPS = 10;

export class OpenApiError extends Error {
  override readonly name = 'OpenApiError';
  readonly code = 'OPENAPI_ERROR';
}

/** Takes an object or its JSON text. Throws OpenApiError for anything else, and for Swagger 2.0. */
export function parseDocument(body: unknown): OpenApiDocument {
  const root = typeof body === 'string' ? parseText(body) : body;
  if (!isProperties(root)) throw new OpenApiError('The Body of the REST API is not an OpenAPI document');
  if (!String(root.openapi).startsWith('3.')) {
    throw new OpenApiError('The Body of the REST API is not OpenAPI 3: only that version is read here');
  }
  return { root, resolve: (value) => resolveReference(root, value) };
}

function parseText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new OpenApiError('The Body of the REST API is not JSON', { cause });
  }
}

function resolveReference(root: Properties, value: unknown): Properties {
  let current = toProperties(value);
  for (let hop = 0; typeof current.$ref === 'string'; hop += 1) {
    const found = findPointer(root, current.$ref);
    if (found === undefined || hop >= MAX_HOPS) throw new OpenApiError(`${current.$ref} leads nowhere`);
    current = found;
  }
  return current;
}

function findPointer(root: Properties, reference: string): Properties | undefined {
  if (!reference.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const token of reference.slice(2).split('/')) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isProperties(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return isProperties(value) ? value : undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method'] as const;

export interface Operation {
  readonly path: string;
  /** As OpenAPI names it: lower case, or the any-method extension. */
  readonly key: string;
  readonly httpMethod: string;
  readonly pathItem: Properties;
  readonly operation: Properties;
}

export function listOperations({ root, resolve }: OpenApiDocument): readonly Operation[] {
  return Object.entries(toProperties(root.paths)).flatMap(([path, item]) => {
    const pathItem = resolve(item);
    return METHODS.filter((key) => isProperties(pathItem[key])).map((key) => ({
      path,
      key,
      httpMethod: key.startsWith('x-') ? 'ANY' : key.toUpperCase(),
      pathItem,
      operation: toProperties(pathItem[key]),
    }));
  });
}
