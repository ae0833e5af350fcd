/** The deployments of the REST API that canaries were made of. */

import {
  type APIGatewayClient,
  DeleteDeploymentCommand,
  GetStagesCommand,
  NotFoundException,
  paginateGetDeployments,
} from '@aws-sdk/client-api-gateway';
import type { Stage } from '../aws/rest-api-stage.ts';

/** Begins the description of each, so that no other deployment is ever taken for one. */
export const CANARY_MARK = 'Canary release';

/** Deletes those that no stage refers to any more: what is left of canaries that were ended or replaced. */
export async function deleteUnusedCanaries(client: APIGatewayClient, { restApiId }: Stage): Promise<void> {
  const { item: stages = [] } = await client.send(new GetStagesCommand({ restApiId }));
  const used = new Set(stages.flatMap((stage) => [stage.deploymentId, stage.canarySettings?.deploymentId]));
  const unused: string[] = [];
  for await (const { items = [] } of paginateGetDeployments({ client }, { restApiId })) {
    for (const { id, description } of items) {
      if (id !== undefined && description?.startsWith(CANARY_MARK) && !used.has(id)) unused.push(id);
    }
  }
  for (const deploymentId of unused) {
    await client.send(new DeleteDeploymentCommand({ restApiId, deploymentId })).catch((error: unknown) => {
      if (!(error instanceof NotFoundException)) throw error;
    });
  }
}
