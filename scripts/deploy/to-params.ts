/** What the template of the next deployment has to know of what runs. */

import { GetAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { aliasesOf, LIVE } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { DeployedStack } from '../aws/stack.ts';

/** Values of serverless.yml's parameters; none at the first deployment, when the newest versions are live. */
export async function toParams(client: LambdaClient, running: DeployedStack | undefined): Promise<readonly string[]> {
  if (running === undefined) return [];
  const names = aliasesOf(running).filter(({ alias }) => alias === LIVE);
  const versions = await inParallel(names, async ({ functionName }) => {
    const { FunctionVersion } = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: LIVE }));
    return `${functionName}:${FunctionVersion}`;
  });
  const liveVersions = versions.length === 0 ? [] : [`liveVersions=${versions.join(',')}`];
  return [...liveVersions, ...toEdgeHost(running.outputs)];
}

/** The edge's host is known once the edge is there, so the pages of the first deployment may call any of CloudFront's. */
function toEdgeHost({ ApiUrl, RestApiUrl }: DeployedStack['outputs']): readonly string[] {
  if (ApiUrl === undefined || ApiUrl === RestApiUrl) return [];
  return [`edgeHost=${new URL(ApiUrl).host}`];
}
