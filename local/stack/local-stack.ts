/** A stack as this machine sees it: wherever a value holds an AWS address of something that runs here, it holds the local one. */

import type { AddressBook } from './addresses.ts';
import type { Stack, StackResource } from './stack.ts';
import { isMembers, type Members } from './template.ts';

export function withLocalAddresses(stack: Stack, { toLocal }: AddressBook): Stack {
  const localise = (value: unknown): unknown => {
    if (typeof value === 'string') return toLocal(value);
    if (Array.isArray(value)) return value.map(localise);
    return isMembers(value) ? localiseMembers(value) : value;
  };
  const localiseMembers = (members: Members): Members =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, localise(value)]));

  const resources = new Map(stack.resources().map((it) => [it.logicalId, localiseResource(it, localiseMembers)]));
  return {
    ...stack,
    outputs: Object.fromEntries(Object.entries(stack.outputs).map(([name, value]) => [name, toLocal(value)])),
    resources: (type) => [...resources.values()].filter((it) => type === undefined || it.type === type),
    findResource: (logicalId) => resources.get(logicalId),
    resolve: (value, where) => localise(stack.resolve(value, where)),
  };
}

/** Properties stay lazy: one that can't be resolved fails the service that asks for it, not the whole stack. */
function localiseResource(resource: StackResource, localise: (members: Members) => Members): StackResource {
  let properties: Members | undefined;
  return {
    logicalId: resource.logicalId,
    type: resource.type,
    dependsOn: resource.dependsOn,
    metadata: resource.metadata,
    attributeNames: resource.attributeNames,
    attribute: (name) => resource.attribute(name),
    get physicalId() {
      return resource.physicalId;
    },
    get properties() {
      properties ??= localise(resource.properties);
      return properties;
    },
  };
}
