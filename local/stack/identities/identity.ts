/** What a resource type's row says (Ref and Fn::GetAtt), and how ids in AWS's shape are made from a hash. */

import { createHash } from 'node:crypto';

export interface Environment {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** `amazonaws.com`, or its like in another partition. */
  readonly urlSuffix: string;
  /** What made secrets depend on beside the names of stack and resource. */
  readonly secretSeed: string;
}

/** What a row may ask about its resource. */
export interface ResourceFacts {
  readonly logicalId: string;
  readonly type: string;
  readonly environment: Environment;
  /** A property with its intrinsics resolved; undefined when absent. */
  property(name: string): unknown;
  /** 1 for the first resource of this type whose property has the same value in the template, 2 for the next. */
  position(propertyName: string): number;
}

export type Attribute = (resource: ResourceFacts) => unknown;

export interface Identity {
  readonly ref: (resource: ResourceFacts) => string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export type IdentityRow = readonly [type: string, identity: Identity];

export const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
export const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id that stays the same over restarts: derived from the stack's name, the logical id and what it is for. */
export function stableId(resource: ResourceFacts, alphabet: string, length: number, purpose = 'id'): string {
  const { stackName } = resource.environment;
  let id = '';
  for (let block = 0; id.length < length; block++) {
    const digest = createHash('sha256').update(`${stackName}/${resource.logicalId}/${purpose}/${block}`).digest();
    for (const byte of digest) id += alphabet[byte % alphabet.length] ?? '';
  }
  return id.slice(0, length);
}

export function stableUuid(resource: ResourceFacts, purpose = 'uuid'): string {
  const hex = stableId(resource, '0123456789abcdef', 32, purpose);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** The property's text if the template names the resource, else a name such as CloudFormation makes. */
export function nameFrom(propertyName: string): (resource: ResourceFacts) => string {
  return (resource) => textProperty(resource, propertyName) ?? generatedName(resource);
}

export function generatedName(resource: ResourceFacts): string {
  return `${resource.environment.stackName}-${resource.logicalId}-${stableId(resource, UPPER, 12, 'name')}`;
}

export function textProperty(resource: ResourceFacts, name: string): string | undefined {
  const value = resource.property(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function shortId(alphabet: string, length: number, prefix = ''): (resource: ResourceFacts) => string {
  return (resource) => prefix + stableId(resource, alphabet, length);
}

/** `region` and `account` are left out of the ARNs of global services. */
export function arn(
  resource: ResourceFacts,
  service: string,
  rest: string,
  scope: 'account' | 'global' | 'bare' = 'account',
) {
  const { partition, region, accountId } = resource.environment;
  const place = { account: `${region}:${accountId}`, global: `:${accountId}`, bare: ':' }[scope];
  return `arn:${partition}:${service}:${place}:${rest}`;
}
