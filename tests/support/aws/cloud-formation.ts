/** CloudFormation: stacks that are simply there, and stacks made of templates as it would make them. */

import { readStack, type Stack } from '../../../local/stack/stack.ts';
import { query } from './protocols.ts';
import { AwsError, type FakeService, type Input } from './service.ts';

export interface FakeStack {
  status: string;
  isProtected: boolean;
  outputs: Readonly<Record<string, string>>;
  resources: FakeResource[];
  parameters: Readonly<Record<string, string>>;
}

export interface FakeResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** DELETE_SKIPPED for what is to outlive its stack. */
  status?: string;
  reason?: string | undefined;
  readonly updatedAt?: Date;
}

export interface FakeCloudFormation extends FakeService {
  readonly stacks: Map<string, FakeStack>;
  /** An empty stack, which is complete. */
  add(name: string, resources?: readonly FakeResource[], outputs?: Record<string, string>): FakeStack;
  /** Stacks that are gone, under the name that they had. */
  readonly deleted: Map<string, FakeStack>;
}

/** With its intrinsic functions. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: Input }>>;
}

export interface CloudFormationOptions {
  /** The text of a template that was uploaded. */
  readObject?(bucket: string, key: string): string;
  /** Makes the resources of a template that is deployed, and may give other outputs than it names. */
  onUpdate?(stack: Stack, template: Template): Readonly<Record<string, string>>;
  /** Deletes the resources of a stack. Gives, by logical id, why some can't be. */
  onDelete?(stack: FakeStack): ReadonlyMap<string, string>;
}

const REGION = 'eu-central-1';
const ACCOUNT_ID = '123456789012';
const toId = (name: string) => `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${name}`;
const toName = (input: Input) => String(input.StackName).replace(/^arn:.*stack\//, '');

export function createCloudFormation(options: CloudFormationOptions = {}): FakeCloudFormation {
  const stacks = new Map<string, FakeStack>();
  const deleted = new Map<string, FakeStack>();
  const changeSets = new Map<string, Input>();
  const newStack = (status: string): FakeStack => ({
    ...{ status, isProtected: false, outputs: {}, resources: [], parameters: {} },
  });
  const find = (input: Input): [string, FakeStack] => {
    const name = toName(input);
    const stack = stacks.get(name) ?? (String(input.StackName).startsWith('arn:') ? deleted.get(name) : undefined);
    if (stack === undefined) throw new AwsError(400, 'ValidationError', `Stack with id ${name} does not exist`);
    return [name, stack];
  };
  const createChangeSet = (input: Input) => {
    if (input.ChangeSetType === 'CREATE') stacks.set(input.StackName, newStack('REVIEW_IN_PROGRESS'));
    changeSets.set(input.StackName, input);
    return { Id: 'change', StackId: toId(input.StackName) };
  };
  const execute = ({ StackName }: Input) => {
    const { TemplateBody, TemplateURL, Parameters = [], ChangeSetType } = changeSets.get(StackName) ?? {};
    const template = TemplateBody ?? readUploaded(TemplateURL, options);
    const parameters = Object.fromEntries(Parameters.map((it: Input) => [it.ParameterKey, it.ParameterValue]));
    const settings = { stackName: StackName, region: REGION, accountId: ACCOUNT_ID, parameters };
    const stack = readStack(JSON.parse(template), settings);
    const outputs = { ...stack.outputs, ...options.onUpdate?.(stack, JSON.parse(template)) };
    stacks.set(StackName, {
      ...(stacks.get(StackName) ?? newStack('')),
      ...{ status: ChangeSetType === 'CREATE' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE', outputs, parameters },
      resources: stack.resources().map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
    });
  };
  const deleteStack = (input: Input) => {
    const found = stacks.get(toName(input));
    if (found === undefined) return;
    if (found.isProtected)
      throw new AwsError(400, 'ValidationError', 'Stack cannot be deleted while TerminationProtection is enabled');
    const problems = options.onDelete?.(found) ?? new Map();
    for (const resource of found.resources) {
      resource.reason = problems.get(resource.logicalId);
      if (resource.status === 'DELETE_SKIPPED') continue;
      resource.status = resource.reason === undefined ? 'DELETE_COMPLETE' : 'DELETE_FAILED';
    }
    found.status = problems.size > 0 ? 'DELETE_FAILED' : 'DELETE_COMPLETE';
    if (problems.size > 0) return;
    stacks.delete(toName(input));
    deleted.set(toName(input), found);
  };
  return {
    signingName: 'cloudformation',
    protocol: query,
    stacks,
    deleted,
    add: (name, resources = [], outputs = {}) => {
      const stack = { ...newStack('UPDATE_COMPLETE'), outputs, resources: [...resources] };
      stacks.set(name, stack);
      return stack;
    },
    operations: {
      DescribeStacks: (input) => ({ Stacks: [describeStack(...find(input))] }),
      ListStackResources: (input) => ({ StackResourceSummaries: find(input)[1].resources.map(describeResource) }),
      DescribeStackResource: (input) => ({
        StackResourceDetail: find(input)[1]
          .resources.map(describeResource)
          .find((it) => it.LogicalResourceId === input.LogicalResourceId),
      }),
      DescribeStackEvents: (input) => ({ StackEvents: toEvents(...find(input)) }),
      ValidateTemplate: () => ({}),
      CreateChangeSet: createChangeSet,
      DescribeChangeSet: ({ StackName }) => ({ Status: 'CREATE_COMPLETE', StackId: toId(StackName), Changes: [{}] }),
      DeleteChangeSet: () => ({}),
      ExecuteChangeSet: execute,
      DeleteStack: deleteStack,
      ListStacks: () => ({
        StackSummaries: [...deleted].map(([StackName]) => ({
          StackName,
          StackId: toId(StackName),
          StackStatus: 'DELETE_COMPLETE',
        })),
      }),
      UpdateTerminationProtection: (input) => {
        find(input)[1].isProtected = input.EnableTerminationProtection === 'true';
        return { StackId: toId(toName(input)) };
      },
    },
  };
}

function readUploaded(url: string, { readObject }: CloudFormationOptions): string {
  const [, bucket = '', ...key] = new URL(url).pathname.split('/');
  return readObject?.(bucket, key.join('/')) ?? '';
}

function describeStack(name: string, { status, isProtected, outputs, parameters }: FakeStack) {
  return {
    StackName: name,
    StackId: toId(name),
    StackStatus: status,
    CreationTime: new Date(0),
    EnableTerminationProtection: isProtected,
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  };
}

function describeResource({ logicalId, type, physicalId, status, reason, updatedAt = new Date(0) }: FakeResource) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: status ?? 'UPDATE_COMPLETE',
    ResourceStatusReason: reason,
    LastUpdatedTimestamp: updatedAt,
  };
}

/** The newest first: the end and the beginning of the last change. */
function toEvents(name: string, { status }: FakeStack) {
  const action = status.split('_')[0];
  return [status, `${action}_IN_PROGRESS`].map((ResourceStatus) => ({
    ...{ EventId: ResourceStatus, StackId: toId(name), StackName: name, LogicalResourceId: name },
    ...{ ResourceType: 'AWS::CloudFormation::Stack', ResourceStatus, Timestamp: new Date() },
  }));
}
