/** Ends the canary: all requests go to the live versions again. */

import { UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { LIVE } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Canary } from '../aws/rest-api-stage.ts';
import type { CanaryClients } from './clients.ts';
import { deleteUnusedCanaries } from './deployments.ts';
import { moveAlias } from './move-alias.ts';
import { findVersionBefore } from './promotion-mark.ts';
import { type FunctionRelease, readRelease } from './read-release.ts';

/** The new versions stay behind `next`, where nothing calls them. */
export async function rollbackCanary(clients: CanaryClients, stackName: string): Promise<string> {
  const { stage, functions } = await readRelease(clients, stackName);
  const { canary, restApiId } = stage;
  if (canary === undefined) {
    await deleteUnusedCanaries(clients.apiGateway, stage);
    return 'No canary is on: there is nothing to roll back.';
  }
  // Before the canary ends, because its deployment is how a promotion that broke off is known.
  const restored = await inParallel(functions, (it) => restore(clients.lambda, it, canary));
  const patchOperations = [{ op: 'remove' as const, path: '/canarySettings' }];
  await clients.apiGateway.send(new UpdateStageCommand({ restApiId, stageName: stage.name, patchOperations }));
  await deleteUnusedCanaries(clients.apiGateway, stage);
  const back = restored.filter((it) => it !== undefined);
  const undone = back.length === 0 ? '' : ` What its promotion had moved is back: ${back.join(', ')}.`;
  return `The canary is off: every request gets the live versions.${undone}`;
}

async function restore(client: LambdaClient, it: FunctionRelease, canary: Canary): Promise<string | undefined> {
  const before = findVersionBefore(it.live.description, canary.deploymentId);
  if (before === undefined) return undefined;
  const move = { functionName: it.name, aliasName: LIVE, from: it.live, toVersion: before, description: '' };
  await moveAlias(client, move);
  return `${it.name} ${before}`;
}
