/** CloudFormation, with stacks that are simply there. */

import { query } from './protocols.ts';
import { AwsError, type FakeService, type Input } from './service.ts';

export interface FakeStack {
  status: string;
  isProtected: boolean;
  readonly outputs: Record<string, string>;
  readonly resources: FakeResource[];
}

export interface FakeResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly updatedAt?: Date;
}

export interface FakeCloudFormation extends FakeService {
  readonly stacks: Map<string, FakeStack>;
  /** An empty stack, which is complete. */
  add(name: string, resources?: readonly FakeResource[], outputs?: Record<string, string>): FakeStack;
}

export function createCloudFormation(): FakeCloudFormation {
  const stacks = new Map<string, FakeStack>();
  const find = ({ StackName }: Input): [string, FakeStack] => {
    const name = String(StackName).replace(/^arn:.*stack\//, '');
    const stack = stacks.get(name);
    if (stack === undefined) throw new AwsError(400, 'ValidationError', `Stack with id ${name} does not exist`);
    return [name, stack];
  };
  return {
    signingName: 'cloudformation',
    protocol: query,
    stacks,
    add: (name, resources = [], outputs = {}) => {
      const stack: FakeStack = { status: 'UPDATE_COMPLETE', isProtected: false, outputs, resources: [...resources] };
      stacks.set(name, stack);
      return stack;
    },
    operations: {
      DescribeStacks: (input) => ({ Stacks: [describeStack(...find(input))] }),
      ListStackResources: (input) => ({ StackResourceSummaries: find(input)[1].resources.map(describeResource) }),
    },
  };
}

function describeStack(name: string, { status, isProtected, outputs }: FakeStack) {
  return {
    StackName: name,
    StackId: `arn:aws:cloudformation:eu-central-1:123456789012:stack/${name}`,
    StackStatus: status,
    CreationTime: new Date(0),
    EnableTerminationProtection: isProtected,
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
}

function describeResource({ logicalId, type, physicalId, updatedAt = new Date(0) }: FakeResource) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: 'UPDATE_COMPLETE',
    LastUpdatedTimestamp: updatedAt,
  };
}
