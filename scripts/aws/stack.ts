/** A deployed stack as CloudFormation tells it: outputs, and what its resources are called. */

import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  paginateListStacks,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { ReleaseError } from './release-error.ts';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** What Ref gives. */
  readonly physicalId: string;
  readonly status: string;
  readonly updatedAt: Date;
}

export interface DeployedStack {
  readonly name: string;
  /** Its ARN, by which CloudFormation knows it for ninety days after its deletion too. */
  readonly id: string;
  /** Such as UPDATE_COMPLETE. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Whether termination protection is on. */
  readonly isProtected: boolean;
  readonly resources: readonly StackResource[];
}

/** Undefined when there is none of this name in the client's Region. */
export async function findStack(client: CloudFormationClient, name: string): Promise<DeployedStack | undefined> {
  const stack = await describeStack(client, name);
  if (stack === undefined) return undefined;
  const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return {
    name: stack.StackName ?? name,
    id: stack.StackId ?? name,
    status: stack.StackStatus ?? 'UNKNOWN',
    outputs: Object.fromEntries(outputs),
    isProtected: stack.EnableTerminationProtection === true,
    resources: await listResources(client, stack.StackId ?? name),
  };
}

/** The one of this name that was deleted last, if that was within ninety days. */
export async function findDeletedStack(
  client: CloudFormationClient,
  name: string,
): Promise<{ readonly id: string } | undefined> {
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] })) {
    const found = page.StackSummaries?.find(({ StackName }) => StackName === name);
    if (found?.StackId !== undefined) return { id: found.StackId };
  }
  return undefined;
}

/** Throws NoStack, and StackIsChanging while CloudFormation is at work on it. */
export async function getStack(client: CloudFormationClient, name: string): Promise<DeployedStack> {
  const stack = await findStack(client, name);
  if (stack === undefined) {
    const region = await client.config.region();
    throw new ReleaseError(
      'NoStack',
      `There is no stack ${name} in ${region}. Deploy it first, or say by --stage and --region which one you mean.`,
    );
  }
  if (stack.status.endsWith('_IN_PROGRESS')) {
    throw new ReleaseError(
      'StackIsChanging',
      `CloudFormation is at work on ${name} (${stack.status}). Try again later.`,
    );
  }
  return stack;
}

/** Also of a stack that is gone, by its id. */
export async function listResources(client: CloudFormationClient, stackId: string): Promise<readonly StackResource[]> {
  const resources: StackResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
    resources.push(...(page.StackResourceSummaries ?? []).map(toResource));
  }
  return resources;
}

/** Throws NoResource. */
export function getResource(stack: DeployedStack, logicalId: string): StackResource {
  const resource = stack.resources.find((it) => it.logicalId === logicalId);
  if (resource === undefined) throw new ReleaseError('NoResource', `The stack ${stack.name} has no ${logicalId}.`);
  return resource;
}

/** Those that there are: a resource that was never made has no id, and some may have been deleted. */
export function resourcesOf(stack: DeployedStack, ...types: readonly string[]): readonly StackResource[] {
  return stack.resources.filter(
    ({ type, physicalId, status }) => types.includes(type) && physicalId !== '' && status !== 'DELETE_COMPLETE',
  );
}

async function describeStack(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name })).catch((error: unknown) => {
    // CloudFormation has no error of its own for it.
    const isMissing =
      error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
    if (isMissing) return { Stacks: [] };
    throw error;
  });
  return Stacks?.[0];
}

function toResource(summary: StackResourceSummary): StackResource {
  return {
    logicalId: summary.LogicalResourceId ?? '',
    type: summary.ResourceType ?? '',
    physicalId: summary.PhysicalResourceId ?? '',
    status: summary.ResourceStatus ?? 'UNKNOWN',
    updatedAt: summary.LastUpdatedTimestamp ?? new Date(0),
  };
}
