/** The stage of the REST API, and the canary on it. */

import { type APIGatewayClient, GetStageCommand } from '@aws-sdk/client-api-gateway';
import { ALIAS_VARIABLE, NEXT } from './aliases.ts';
import { ReleaseError } from './release-error.ts';
import { type DeployedStack, getResource } from './stack.ts';

export interface Stage {
  readonly restApiId: string;
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly isCached: boolean;
  /** Undefined while no canary is on. */
  readonly canary: Canary | undefined;
}

export interface Canary {
  readonly deploymentId: string;
  readonly percent: number;
  /** The alias that its requests go to; undefined for a canary that was not made here. */
  readonly alias: string | undefined;
}

export async function readStage(client: APIGatewayClient, stack: DeployedStack): Promise<Stage> {
  const restApiId = getResource(stack, 'RestApi').physicalId;
  const stageName = getResource(stack, 'RestApiStage').physicalId;
  const {
    deploymentId = '',
    variables = {},
    canarySettings,
    cacheClusterEnabled,
  } = await client.send(new GetStageCommand({ restApiId, stageName }));
  const canary = canarySettings && {
    deploymentId: canarySettings.deploymentId ?? deploymentId,
    percent: canarySettings.percentTraffic ?? 0,
    alias: canarySettings.stageVariableOverrides?.[ALIAS_VARIABLE],
  };
  return { restApiId, name: stageName, deploymentId, variables, isCached: cacheClusterEnabled === true, canary };
}

/** Throws ForeignCanary for one that sends its requests elsewhere. */
export function requireOwnCanary({ name, canary }: Stage): Canary {
  if (canary?.alias === NEXT) return canary;
  throw new ReleaseError(
    'ForeignCanary',
    `The canary on the stage ${name} was not started by "npm run canary": it does not send requests to the alias ${NEXT}. ` +
      '"npm run canary -- rollback" ends it.',
  );
}
