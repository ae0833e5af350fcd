/** Looks up what Ref and Fn::GetAtt give for a resource, by its type. */

import { StackError } from '../errors.ts';
import { accessRows } from './access.ts';
import { apiGatewayRows } from './api-gateway.ts';
import { computeRows } from './compute.ts';
import { dataRows } from './data.ts';
import { edgeRows } from './edge.ts';
import { arn, generatedName, type Identity, type ResourceFacts } from './identity.ts';

const IDENTITIES: ReadonlyMap<string, Identity> = new Map([
  ...apiGatewayRows,
  ...computeRows,
  ...dataRows,
  ...accessRows,
  ...edgeRows,
]);

/** For a type without a row: the two attributes whose shape can be guessed. */
const UNLISTED: Identity = {
  ref: generatedName,
  attributes: {
    Id: generatedName,
    Arn: (resource) => arn(resource, (resource.type.split('::')[1] ?? '').toLowerCase(), generatedName(resource)),
  },
};

export function toRef(resource: ResourceFacts): string {
  return findIdentity(resource).ref(resource);
}

/** Throws UnknownAttribute, naming type and attribute, when there is no such attribute on this resource. */
export function toAttribute(resource: ResourceFacts, name: string, where: string): unknown {
  const attributes = findIdentity(resource).attributes ?? {};
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  const value = attribute?.(resource);
  if (value !== undefined) return value;
  const known = Object.keys(attributes).join(', ') || 'none';
  const found = attribute === undefined ? `known here: ${known}` : 'its properties do not call for one';
  throw new StackError(
    'UnknownAttribute',
    `${resource.logicalId} (${resource.type}) has no attribute ${name}; ${found}`,
    where,
  );
}

/** A custom resource's attributes come from code that runs on AWS only, so none are made up for it. */
function findIdentity({ type }: ResourceFacts): Identity {
  const isCustom = type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
  return IDENTITIES.get(type) ?? (isCustom ? { ref: generatedName } : UNLISTED);
}
