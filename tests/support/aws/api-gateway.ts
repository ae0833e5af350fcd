/** API Gateway's control plane, as far as deployments, stages and canaries go. */

import { restJson } from './protocols.ts';
import { AwsError, type FakeService, type Input } from './service.ts';

export interface FakeStage {
  stageName: string;
  deploymentId: string;
  variables: Record<string, string>;
  cacheClusterEnabled?: boolean;
  canarySettings?: CanarySettings | undefined;
}

interface CanarySettings {
  deploymentId: string;
  percentTraffic: number;
  stageVariableOverrides?: Record<string, string>;
  useStageCache?: boolean;
}

export interface FakeApiGateway extends FakeService {
  restApiId: string;
  readonly stage: FakeStage;
  readonly deployments: Map<string, { readonly description: string; readonly createdDate: number }>;
  /** How often the stage's cache was emptied. */
  flushes: number;
}

const NO_STAGE = new AwsError(404, 'NotFoundException', 'Invalid stage identifier specified');

/** One REST API with one stage, which are nowhere until somebody makes them. */
export function createApiGateway(): FakeApiGateway {
  const stage: FakeStage = { stageName: '', deploymentId: '', variables: {} };
  const deployments: FakeApiGateway['deployments'] = new Map();
  let count = 0;

  const check = (input: Input) => {
    if (input.restApiId !== fake.restApiId)
      throw new AwsError(404, 'NotFoundException', 'Invalid API identifier specified');
    if (input.stageName !== undefined && input.stageName !== stage.stageName) throw NO_STAGE;
  };
  const createDeployment = (input: Input) => {
    const id = `made${++count}`;
    // "With canary settings enabled, the stage can't be associated with another non-canary deployment."
    if (input.canarySettings === undefined && input.stageName !== undefined) {
      if (stage.canarySettings) throw new AwsError(400, 'BadRequestException', 'The stage has canary settings');
      stage.deploymentId = id;
    }
    if (input.canarySettings) stage.canarySettings = { ...input.canarySettings, deploymentId: id };
    deployments.set(id, { description: input.description ?? '', createdDate: Date.now() / 1000 });
    return { id };
  };
  const deleteDeployment = ({ deploymentId }: Input) => {
    if ([stage.deploymentId, stage.canarySettings?.deploymentId].includes(deploymentId)) {
      throw new AwsError(
        400,
        'BadRequestException',
        'Active stages pointing to this deployment must be moved or deleted',
      );
    }
    if (!deployments.delete(deploymentId))
      throw new AwsError(404, 'NotFoundException', 'Invalid Deployment identifier');
  };

  const fake: FakeApiGateway = {
    signingName: 'apigateway',
    restApiId: '',
    stage,
    deployments,
    flushes: 0,
    protocol: restJson({
      GetRestApis: 'GET /restapis',
      GetStage: 'GET /restapis/{restApiId}/stages/{stageName}',
      GetStages: 'GET /restapis/{restApiId}/stages',
      UpdateStage: 'PATCH /restapis/{restApiId}/stages/{stageName}',
      FlushStageCache: 'DELETE /restapis/{restApiId}/stages/{stageName}/cache/data',
      CreateDeployment: 'POST /restapis/{restApiId}/deployments',
      GetDeployments: 'GET /restapis/{restApiId}/deployments',
      GetDeployment: 'GET /restapis/{restApiId}/deployments/{deploymentId}',
      DeleteDeployment: 'DELETE /restapis/{restApiId}/deployments/{deploymentId}',
    }),
    operations: {
      GetStage: (input) => {
        check(input);
        return stage;
      },
      GetRestApis: () => ({ item: [{ id: fake.restApiId, name: 'the shop' }] }),
      GetStages: () => ({ item: [stage] }),
      UpdateStage: (input) => {
        check(input);
        const draft = structuredClone(stage);
        for (const patch of input.patchOperations) apply(patch, draft, deployments);
        Object.assign(stage, { canarySettings: undefined }, draft);
        return stage;
      },
      FlushStageCache: (input) => {
        check(input);
        fake.flushes += 1;
      },
      CreateDeployment: (input) => {
        check(input);
        return createDeployment(input);
      },
      GetDeployments: () => ({ item: [...deployments].map(([id, it]) => ({ id, ...it })) }),
      GetDeployment: ({ deploymentId }) => ({ id: deploymentId, ...deployments.get(deploymentId) }),
      DeleteDeployment: deleteDeployment,
    },
  };
  return fake;
}

/** Only the patches that the documentation's examples have. */
function apply(patch: Input, stage: FakeStage, deployments: ReadonlyMap<string, unknown>): void {
  const { canarySettings } = stage;
  const step = `${patch.op} ${patch.path}`;
  if (step === 'remove /canarySettings') return void delete stage.canarySettings;
  if (canarySettings === undefined)
    throw new AwsError(400, 'BadRequestException', 'Invalid patch path: no canary settings');
  if (step === 'replace /canarySettings/percentTraffic') canarySettings.percentTraffic = Number(patch.value);
  else if (step === 'copy /deploymentId' && patch.from === '/canarySettings/deploymentId') {
    if (!deployments.has(canarySettings.deploymentId))
      throw new AwsError(404, 'NotFoundException', 'No such deployment');
    stage.deploymentId = canarySettings.deploymentId;
  } else throw new AwsError(400, 'BadRequestException', `Invalid patch path ${step}`);
}
