/** Deletes the logs of a stack that is gone. They cost a little for as long as they are kept. */

import {
  type CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { StackResource } from '../aws/stack.ts';

/** A log group, or all whose names begin so. */
interface Wanted {
  readonly name: string;
  readonly isPrefix: boolean;
}

/** A function that was running until the end may have its log group made anew after CloudFormation has deleted it. */
export async function deleteLogGroups(
  client: CloudWatchLogsClient,
  resources: readonly StackResource[],
): Promise<readonly string[]> {
  const deleted: string[] = [];
  for (const wanted of resources.flatMap(toWanted)) {
    for (const name of await listLogGroups(client, wanted)) {
      await client.send(new DeleteLogGroupCommand({ logGroupName: name })).catch((error: unknown) => {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      });
      deleted.push(name);
    }
  }
  return deleted;
}

function toWanted({ type, physicalId }: StackResource): readonly Wanted[] {
  // A resource that was never made has no id, and every name begins with nothing.
  if (physicalId === '') return [];
  if (type === 'AWS::Logs::LogGroup') return [{ name: physicalId, isPrefix: false }];
  if (type === 'AWS::Lambda::Function') return [{ name: `/aws/lambda/${physicalId}`, isPrefix: false }];
  // Source: "Set up CloudWatch logging for REST APIs in API Gateway".
  if (type === 'AWS::ApiGateway::RestApi')
    return [{ name: `API-Gateway-Execution-Logs_${physicalId}/`, isPrefix: true }];
  return [];
}

async function listLogGroups(client: CloudWatchLogsClient, { name, isPrefix }: Wanted): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name })) {
    names.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  }
  // Another stage's name may begin with this one's.
  return isPrefix ? names : names.filter((it) => it === name);
}
