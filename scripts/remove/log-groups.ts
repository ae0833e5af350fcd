/** Deletes the logs of a stack that is gone. They cost a little for as long as they are kept. */

import {
  type CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { StackResource } from '../aws/stack.ts';

/** A function that was running until the end may have its log group made anew after CloudFormation has deleted it. */
export async function deleteLogGroups(
  client: CloudWatchLogsClient,
  resources: readonly StackResource[],
): Promise<readonly string[]> {
  const deleted: string[] = [];
  for (const prefix of new Set(resources.flatMap(toPrefixes))) {
    for (const name of await listLogGroups(client, prefix)) {
      await client.send(new DeleteLogGroupCommand({ logGroupName: name })).catch((error: unknown) => {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      });
      deleted.push(name);
    }
  }
  return deleted;
}

/** A group's whole name, or what it begins with if that ends in a slash. */
function toPrefixes({ type, physicalId }: StackResource): readonly string[] {
  if (type === 'AWS::Logs::LogGroup') return [physicalId];
  if (type === 'AWS::Lambda::Function') return [`/aws/lambda/${physicalId}`];
  // Source: "Set up CloudWatch logging for REST APIs in API Gateway".
  if (type === 'AWS::ApiGateway::RestApi') return [`API-Gateway-Execution-Logs_${physicalId}/`];
  return [];
}

async function listLogGroups(client: CloudWatchLogsClient, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: prefix })) {
    names.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  }
  // Another stage's name may begin with this one's.
  return prefix.endsWith('/') ? names : names.filter((name) => name === prefix);
}
