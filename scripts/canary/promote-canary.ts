/** Makes what the canary tried the live version for all requests. */

import { type APIGatewayClient, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { LIVE } from '../aws/aliases.ts';
import { inParallel } from '../aws/in-parallel.ts';
import { ReleaseError } from '../aws/release-error.ts';
import { type Canary, requireOwnCanary, type Stage } from '../aws/rest-api-stage.ts';
import type { DeployedStack } from '../aws/stack.ts';
import { readAlarms } from './alarms.ts';
import type { CanaryClients } from './clients.ts';
import { deleteUnusedCanaries } from './deployments.ts';
import { moveAlias } from './move-alias.ts';
import { toPromotionMark } from './promotion-mark.ts';
import { changedFunctions, readRelease } from './read-release.ts';

/** Throws Alarm while one of the stack's alarms rings. There is no way around it but to roll back. */
export async function promoteCanary(clients: CanaryClients, stackName: string): Promise<string> {
  const { stack, stage, functions } = await readRelease(clients, stackName);
  if (stage.canary === undefined) {
    await deleteUnusedCanaries(clients.apiGateway, stage);
    return 'No canary is on: there is nothing to promote.';
  }
  const canary = requireOwnCanary(stage);
  const notes = await checkAlarms(clients, stack);
  const changed = changedFunctions(functions);
  // A function at a time goes live; the canary goes on until all have. Whatever is done already is not done again.
  await inParallel(changed, ({ name, live, next }) =>
    moveAlias(clients.lambda, {
      functionName: name,
      aliasName: LIVE,
      from: live,
      toVersion: next.version,
      description: toPromotionMark(canary.deploymentId, live.version),
    }),
  );
  await endWithDeployment(clients.apiGateway, stage, canary);
  await deleteUnusedCanaries(clients.apiGateway, stage);
  const names = changed.map(({ name, next }) => `${name} ${next.version}`).join(', ');
  return [...notes, `Live for all requests: ${names || 'everything that the canary tried'}.`].join('\n');
}

/**
 * The stage takes the canary's deployment, but not its stage variables: `live` means the new versions by now. Two calls, as
 * "Promote a canary release" and "Turn off a canary release" have them.
 */
async function endWithDeployment(client: APIGatewayClient, stage: Stage, canary: Canary): Promise<void> {
  const place = { restApiId: stage.restApiId, stageName: stage.name };
  if (stage.deploymentId !== canary.deploymentId) {
    const patchOperations = [
      { op: 'replace' as const, path: '/canarySettings/percentTraffic', value: '0.0' },
      { op: 'copy' as const, from: '/canarySettings/deploymentId', path: '/deploymentId' },
    ];
    await client.send(new UpdateStageCommand({ ...place, patchOperations }));
  }
  await client.send(new UpdateStageCommand({ ...place, patchOperations: [{ op: 'remove', path: '/canarySettings' }] }));
}

async function checkAlarms({ cloudWatch }: CanaryClients, stack: DeployedStack): Promise<readonly string[]> {
  const alarms = await readAlarms(cloudWatch, stack);
  const ringing = alarms.filter(({ state }) => state === 'ALARM');
  if (ringing.length > 0) {
    const list = ringing.map(({ name, reason }) => `  ${name}: ${reason}`).join('\n');
    throw new ReleaseError(
      'Alarm',
      `Not promoted, because of these alarms:\n${list}\nIf the new versions are to blame: npm run canary -- rollback`,
    );
  }
  if (alarms.length === 0) return ['This stack has no alarms, so none could object.'];
  const silent = alarms.filter(({ state }) => state !== 'OK').map(({ name, state }) => `${name} (${state})`);
  return silent.length === 0 ? [] : [`These alarms could not object, for want of data: ${silent.join(', ')}.`];
}
