/** Sends a share of the requests to what `$LATEST` of each function holds, behind the alias `next`. */

import { type APIGatewayClient, CreateDeploymentCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { type LambdaClient, PublishVersionCommand } from '@aws-sdk/client-lambda';
import { ALIAS_VARIABLE, NEXT } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { ReleaseError } from '../aws/release-error.ts';
import { requireOwnCanary, type Stage } from '../aws/rest-api-stage.ts';
import type { CanaryClients } from './clients.ts';
import { CANARY_MARK } from './deployments.ts';
import { moveAlias } from './move-alias.ts';
import { changedFunctions, type FunctionRelease, readRelease } from './read-release.ts';

/**
 * While a canary is on, only its share changes: what it releases stays the same to its end. Throws NothingToRelease when
 * every function's newest version is live already.
 */
export async function startCanary(clients: CanaryClients, stackName: string, percent: number): Promise<string> {
  const { stage, functions } = await readRelease(clients, stackName);
  if (stage.canary !== undefined) return changeShare(clients.apiGateway, stage, percent);
  // First what is behind `next`, and then requests to it: after a failure between the two, nobody has noticed anything.
  const published = await inParallel(functions, (it) => publish(clients.lambda, it));
  const changed = changedFunctions(published);
  if (changed.length === 0) {
    throw new ReleaseError(
      'NothingToRelease',
      `The newest version of every function of ${stackName} is live already. Change something and deploy, then start a canary.`,
    );
  }
  await clients.apiGateway.send(
    new CreateDeploymentCommand({
      restApiId: stage.restApiId,
      stageName: stage.name,
      description: `${CANARY_MARK} of ${changed.length} functions`,
      canarySettings: {
        percentTraffic: percent,
        stageVariableOverrides: { [ALIAS_VARIABLE]: NEXT },
        // Its answers are not for the visitors who get the live version.
        useStageCache: false,
      },
    }),
  );
  return `${percent} % of the requests now go to ${changed.length} new versions: ${changed.map(describe).join(', ')}.`;
}

async function changeShare(client: APIGatewayClient, stage: Stage, percent: number): Promise<string> {
  const canary = requireOwnCanary(stage);
  if (canary.percent === percent) return `The canary is on already, with ${percent} % of the requests.`;
  const patchOperations = [
    { op: 'replace' as const, path: '/canarySettings/percentTraffic', value: percent.toFixed(1) },
  ];
  await client.send(new UpdateStageCommand({ restApiId: stage.restApiId, stageName: stage.name, patchOperations }));
  return `The canary is on, now with ${percent} % of the requests in place of ${canary.percent} %.`;
}

/** Lambda gives the last version again where nothing has changed since ("Manage Lambda function versions"). */
async function publish(client: LambdaClient, it: FunctionRelease): Promise<FunctionRelease> {
  const { Version } = await client.send(new PublishVersionCommand({ FunctionName: it.name }));
  if (Version === undefined) throw new TypeError(`Lambda named no version of ${it.name}.`);
  if (Version === it.next.version) return it;
  const move = { functionName: it.name, aliasName: NEXT, from: it.next, toVersion: Version, description: '' };
  return { ...it, next: await moveAlias(client, move) };
}

function describe({ name, live, next }: FunctionRelease): string {
  return `${name} ${live.version} → ${next.version}`;
}
