/** A deployed shop for the tests of release commands: a REST API, three functions with aliases, two alarms, on a fake of AWS. */

import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { CanaryClients } from '../../../scripts/canary/clients.ts';
import { createApiGateway, type FakeApiGateway } from './api-gateway.ts';
import { createCloudFormation, type FakeCloudFormation, type FakeStack } from './cloud-formation.ts';
import { createCloudWatch, type FakeCloudWatch } from './cloud-watch.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { createLambda, type FakeLambda } from './lambda.ts';

export interface FakeRelease {
  readonly aws: FakeAws;
  readonly apiGateway: FakeApiGateway;
  readonly cloudFormation: FakeCloudFormation;
  readonly cloudWatch: FakeCloudWatch;
  readonly lambda: FakeLambda;
  readonly stack: FakeStack;
  readonly clients: CanaryClients;
  /** Gives these functions new code, as a deployment does: in $LATEST alone. */
  change(...names: readonly string[]): void;
  stop(): Promise<void>;
}

export const STACK = 'bookstore-prod';
const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function';

export async function startFakeRelease(): Promise<FakeRelease> {
  const apiGateway = createApiGateway('api1', {
    stageName: 'prod',
    deploymentId: 'first',
    variables: { functionAlias: 'live', booksTable: 'books' },
  });
  const cloudFormation = createCloudFormation();
  const cloudWatch = createCloudWatch();
  const lambda = createLambda();
  const aws = await startFakeAws([apiGateway, cloudFormation, cloudWatch, lambda]);

  const stack = cloudFormation.add(STACK, [
    { logicalId: 'RestApi', type: 'AWS::ApiGateway::RestApi', physicalId: 'api1' },
    { logicalId: 'RestApiStage', type: 'AWS::ApiGateway::Stage', physicalId: 'prod' },
  ]);
  for (const name of ['getCover', 'placeOrder', 'searchBooks']) {
    lambda.add(name);
    for (const alias of ['live', 'next']) {
      const physicalId = `${ARN}:${name}:${alias}`;
      stack.resources.push({ logicalId: `${name}-${alias}`, type: 'AWS::Lambda::Alias', physicalId });
    }
  }
  for (const name of ['errors', 'latency']) {
    stack.resources.push({ logicalId: name, type: 'AWS::CloudWatch::Alarm', physicalId: name });
    cloudWatch.alarms.set(name, 'OK');
  }
  const settings = toSettings(aws);
  return {
    ...{ aws, apiGateway, cloudFormation, cloudWatch, lambda, stack },
    clients: {
      apiGateway: new APIGatewayClient(settings),
      cloudFormation: new CloudFormationClient(settings),
      cloudWatch: new CloudWatchClient(settings),
      lambda: new LambdaClient(settings),
    },
    change: (...names) => {
      for (const name of names) {
        const found = lambda.functions.get(name);
        if (found) found.code += ', changed';
      }
    },
    stop: () => aws.stop(),
  };
}

export function toSettings({ endpoint }: FakeAws) {
  return {
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // Without pauses between attempts, of which there are two.
    maxAttempts: 2,
    retryMode: 'standard',
  };
}
