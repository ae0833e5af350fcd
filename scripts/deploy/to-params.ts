/** What the template of the next deployment has to know of what runs. */

import { GetAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { aliasesOf, LIVE } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { DeployedStack } from '../aws/stack.ts';

/** What serverless.yml says of a stage. */
export interface Settings {
  readonly functionNames: readonly string[];
  /** Its parameter of this name. */
  readonly edgeHost: unknown;
}

/** Values of serverless.yml's parameters; none at the first deployment, when the newest versions are live. */
export async function toParams(
  client: LambdaClient,
  settings: Settings,
  running: DeployedStack | undefined,
): Promise<readonly string[]> {
  if (running === undefined) return [];
  return [...(await toLiveVersions(client, settings, running)), ...toEdgeHost(settings, running.outputs)];
}

/** Such as `getCover:3`, of the functions that there still are. */
async function toLiveVersions(
  client: LambdaClient,
  { functionNames }: Settings,
  running: DeployedStack,
): Promise<readonly string[]> {
  const known = new Set(functionNames);
  const aliased = aliasesOf(running)
    .filter(({ alias }) => alias === LIVE)
    // bookstore-prod-getCover is getCover in serverless.yml.
    .map(({ functionName }) => ({ functionName, key: functionName.replace(`${running.name}-`, '') }))
    .filter(({ key }) => known.has(key));
  const versions = await inParallel(aliased, async ({ functionName, key }) => {
    const { FunctionVersion } = await client.send(new GetAliasCommand({ FunctionName: functionName, Name: LIVE }));
    return `${key}:${FunctionVersion}`;
  });
  return versions.length === 0 ? [] : [`liveVersions=${versions.join(',')}`];
}

/** Any of CloudFront's names: what serverless.yml has until somebody writes a host of their own. */
const ANY_HOST = '*.cloudfront.net';

/** The edge's host is known once the edge is there, so the pages of the first deployment may call any of CloudFront's. */
function toEdgeHost({ edgeHost }: Settings, { ApiUrl = '', RestApiUrl }: DeployedStack['outputs']): readonly string[] {
  const host = /^https:\/\/(\w+\.cloudfront\.net)$/.exec(ApiUrl)?.[1];
  if (host === undefined || ApiUrl === RestApiUrl || edgeHost !== ANY_HOST) return [];
  return [`edgeHost=${host}`];
}
