/** Has CloudFormation delete a stack, and waits for the end. */

import { setTimeout as wait } from 'node:timers/promises';
import {
  type CloudFormationClient,
  DeleteStackCommand,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { ReleaseError } from '../aws/release-error.ts';
import { type DeployedStack, findStack } from '../aws/stack.ts';

export interface Pace {
  readonly pauseInMs: number;
  /** Told how many resources are left, whenever that changes. */
  say(text: string): void;
}

/** Throws BrokenStack with CloudFormation's reasons when something could not be deleted. */
export async function deleteStack(client: CloudFormationClient, stack: DeployedStack, pace: Pace): Promise<void> {
  if (stack.isProtected) {
    await client.send(
      new UpdateTerminationProtectionCommand({ StackName: stack.id, EnableTerminationProtection: false }),
    );
  }
  await client.send(new DeleteStackCommand({ StackName: stack.id }));
  let left: number | undefined;
  for (;;) {
    // Also before the first look, which might still see how an earlier attempt ended.
    await wait(pace.pauseInMs);
    const now = await findStack(client, stack.id);
    if (now === undefined || now.status === 'DELETE_COMPLETE') return;
    if (now.status === 'DELETE_FAILED') throw await whatFailed(client, now);
    const count = now.resources.filter(({ status }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(status)).length;
    if (count !== left) pace.say(`  ${count} resources left`);
    left = count;
  }
}

async function whatFailed(client: CloudFormationClient, stack: DeployedStack): Promise<ReleaseError> {
  const reasons: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stack.id })) {
    const failed = StackResourceSummaries.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED');
    reasons.push(...failed.map((it) => `  ${it.LogicalResourceId}: ${it.ResourceStatusReason ?? 'no reason given'}`));
  }
  return new ReleaseError(
    'BrokenStack',
    `CloudFormation could not delete all of ${stack.name}:\n${reasons.join('\n')}\nMend that, and repeat the command.`,
  );
}
