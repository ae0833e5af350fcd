/** Every route of the shop, from what deploys: openapi.yml for the REST API, serverless.yml for the HTTP and WebSocket APIs. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What a token has to be: an ID token, one of staff, or an access token. */
export type Scheme = 'open' | 'reader' | 'staff' | 'accessToken';

/** JSON Schema as the contract uses it, without references. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

export interface Route {
  readonly api: 'rest' | 'http';
  /** Such as `PUT /cart/{bookId}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly scheme: Scheme;
  readonly parameters: readonly Parameter[];
  readonly body?: Schema;
}

interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface FunctionBlock {
  readonly events?: readonly {
    readonly httpApi?: {
      readonly method: string;
      readonly path: string;
      readonly authorizer: { readonly name: Scheme };
    };
    readonly websocket?: string | { readonly route: string };
  }[];
}

/** A list of the HTTP API takes what those of the REST API take; serverless.yml does not say so. */
const PAGE: readonly Parameter[] = ['limit', 'nextToken'].map((name) => ({ name, in: 'query', schema: {} }));

export function readHttpRoutes(): readonly Route[] {
  const contract = readYaml('openapi.yml');
  const paths = resolve(contract.paths, contract) as Record<string, Record<string, Operation>>;
  const rest = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => toRestRoute(path, method.toUpperCase(), operation)),
  );
  const http = readEvents().flatMap(({ httpApi }) => httpApi ?? []);
  return [...rest, ...http.map(({ method, path, authorizer }) => toHttpRoute(method, path, authorizer.name))];
}

/** Such as `$connect`, `join` and `$default`. */
export function readChatRoutes(): readonly string[] {
  return readEvents().flatMap(({ websocket }) =>
    websocket === undefined ? [] : [typeof websocket === 'string' ? websocket : websocket.route],
  );
}

function toRestRoute(path: string, method: string, operation: Operation): Route {
  const { security = [], parameters = [], requestBody } = operation;
  const scheme = (Object.keys(security[0] ?? {})[0] ?? 'open') as Scheme;
  const body = requestBody?.content['application/json'].schema;
  return { api: 'rest', name: `${method} ${path}`, method, path, scheme, parameters, ...(body && { body }) };
}

function toHttpRoute(method: string, path: string, scheme: Scheme): Route {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map((name): Parameter => ({ name, in: 'path', schema: {} }));
  const parameters = method === 'GET' ? [...inPath, ...PAGE] : inPath;
  return { api: 'http', name: `${method} ${path}`, method, path, scheme, parameters };
}

const readEvents = () =>
  Object.values(readYaml('serverless.yml').functions as Record<string, FunctionBlock>).flatMap(
    ({ events = [] }) => events,
  );

/** CloudFormation's short forms are left as the texts that they are. */
function readYaml(file: string): Readonly<Record<string, unknown>> {
  return parse(readFileSync(file, 'utf8'), { merge: true, logLevel: 'error' });
}

function resolve(value: unknown, root: unknown): unknown {
  if (Array.isArray(value)) return value.map((it) => resolve(it, root));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') return resolve(follow(value.$ref, root), root);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member, root)]));
}

/** Such as `#/components/schemas/Book`. */
function follow(reference: string, root: unknown): unknown {
  const names = reference.split('/').slice(1);
  return names.reduce<unknown>((value, name) => Reflect.get(Object(value), name), root);
}
