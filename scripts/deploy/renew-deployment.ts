/** Takes another snapshot of the REST API when the API has changed since the one that its stage serves. */

import { type APIGatewayClient, CreateDeploymentCommand, GetDeploymentCommand } from '@aws-sdk/client-api-gateway';
import { readStage } from '../aws/rest-api-stage.ts';
import { type DeployedStack, getResource } from '../aws/stack.ts';

/**
 * The template's own deployment is new when the contract is. It can't know that a resource that the contract refers to, such
 * as the user pool, has been replaced: CloudFormation then updates the API, and the stage goes on with the old ids.
 */
export async function renewDeployment(client: APIGatewayClient, stack: DeployedStack): Promise<boolean> {
  const stage = await readStage(client, stack);
  const place = { restApiId: stage.restApiId, deploymentId: stage.deploymentId };
  const { createdDate = new Date(0) } = await client.send(new GetDeploymentCommand(place));
  // API Gateway counts whole seconds.
  const takenAt = createdDate.getTime() + 1000;
  if (getResource(stack, 'RestApi').updatedAt.getTime() < takenAt) return false;
  await client.send(
    new CreateDeploymentCommand({
      restApiId: stage.restApiId,
      stageName: stage.name,
      description: 'Taken by npm run deploy, because ids that the API refers to have changed',
    }),
  );
  return true;
}
