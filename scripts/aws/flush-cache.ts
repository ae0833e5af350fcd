/** Empties the cache of the REST API's stage. */

import { type APIGatewayClient, FlushStageCacheCommand } from '@aws-sdk/client-api-gateway';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { readStage } from './rest-api-stage.ts';
import { getStack } from './stack.ts';

interface Clients {
  readonly apiGateway: APIGatewayClient;
  readonly cloudFormation: CloudFormationClient;
}

/** All of it: API Gateway forgets no single entry but at the request of a client that may, and here none may. */
export async function flushCache({ apiGateway, cloudFormation }: Clients, stackName: string): Promise<string> {
  const stage = await readStage(apiGateway, await getStack(cloudFormation, stackName));
  if (!stage.isCached) return `The stage ${stage.name} of ${stackName} has no cache: there is nothing to empty.`;
  await apiGateway.send(new FlushStageCacheCommand({ restApiId: stage.restApiId, stageName: stage.name }));
  return `The cache of the stage ${stage.name} of ${stackName} is empty. The next request of each kind fills it again.`;
}
