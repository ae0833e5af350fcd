/** Looks at what runs already, before anything is built: whether it may be deployed over, and what has to stay as it is. */

import { ReleaseError } from '../aws/release-error.ts';
import { readStage } from '../aws/rest-api-stage.ts';
import { type DeployedStack, findStack } from '../aws/stack.ts';
import type { DeployClients } from './clients.ts';

/** States from which CloudFormation takes no update. */
const DEAD_END = new Set([
  'CREATE_FAILED',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'DELETE_FAILED',
  'REVIEW_IN_PROGRESS',
]);

/** Undefined at the first deployment. Throws BrokenStack, StackIsChanging or CanaryIsOn. */
export async function findRunning(clients: DeployClients, stackName: string): Promise<DeployedStack | undefined> {
  const stack = await findStack(clients.cloudFormation, stackName);
  if (stack === undefined) return undefined;
  if (DEAD_END.has(stack.status)) {
    throw new ReleaseError(
      'BrokenStack',
      `${stackName} was never deployed to the end, or not removed to the end (${stack.status}), and CloudFormation takes no ` +
        'update of it. Remove it ("npm run remove -- --stage …") and deploy again.',
    );
  }
  if (stack.status === 'UPDATE_ROLLBACK_FAILED') {
    throw new ReleaseError(
      'BrokenStack',
      `${stackName} could not go back after its last update failed. Open it in the CloudFormation console, see which resource ` +
        'is to blame, choose "Continue update rollback", and deploy again.',
    );
  }
  if (stack.status.endsWith('_IN_PROGRESS')) {
    throw new ReleaseError(
      'StackIsChanging',
      `CloudFormation is at work on ${stackName} (${stack.status}). Try again later.`,
    );
  }
  await refuseCanary(clients, stack);
  return stack;
}

/** CloudFormation could not give the stage another deployment, and would leave the stack half updated. */
async function refuseCanary(clients: DeployClients, stack: DeployedStack): Promise<void> {
  // A stack whose first deployment stopped after the bucket has none yet.
  if (!stack.resources.some(({ logicalId }) => logicalId === 'RestApiStage')) return;
  const { canary } = await readStage(clients.apiGateway, stack);
  if (canary === undefined) return;
  throw new ReleaseError(
    'CanaryIsOn',
    `A canary is on: ${canary.percent} % of the requests to ${stack.name} try new versions. End it first, with ` +
      '"npm run canary -- promote" or "npm run canary -- rollback".',
  );
}
