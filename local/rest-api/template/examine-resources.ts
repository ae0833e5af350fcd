/** Looks at what REST API resources say of each other, for what will answer nothing here or be refused by API Gateway. */

import { findText } from '../../api-gateway/properties.ts';
import type { ResourceReader } from '../../api-gateway/resource-reader.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { Finding } from '../../stack/support-paths.ts';

const notSupported = (reason: string, property?: string): readonly Finding[] => [
  { verdict: 'notSupported', reason, ...(property !== undefined && { property }) },
];

export function examineApi({ physicalId, properties }: StackResource, stack: ResourceReader): readonly Finding[] {
  const methods = stack.resources('AWS::ApiGateway::Method');
  if (properties.Body !== undefined || methods.some((method) => method.properties.RestApiId === physicalId)) return [];
  return notSupported('has neither a Body nor a method: API Gateway refuses to deploy it');
}

export function examineStage({ properties }: StackResource, stack: ResourceReader): readonly Finding[] {
  const isKnown = stack.resources('AWS::ApiGateway::RestApi').some((api) => api.physicalId === properties.RestApiId);
  return isKnown ? [] : notSupported('names no REST API of this template: the stage is not there', 'RestApiId');
}

/** A resource has one child with a variable path part at the most. */
export function examineResource(resource: StackResource, stack: ResourceReader): readonly Finding[] {
  const part = findText(resource.properties.PathPart) ?? '';
  const { ParentId } = resource.properties;
  const [first = part] = stack
    .resources('AWS::ApiGateway::Resource')
    .filter(({ properties }) => properties.ParentId === ParentId)
    .map(({ properties }) => findText(properties.PathPart) ?? '')
    .filter((other) => other.startsWith('{'));
  if (!part.startsWith('{') || part === first) return [];
  return notSupported(`API Gateway refuses ${part} beside ${first}: it takes one name in this place`, 'PathPart');
}
