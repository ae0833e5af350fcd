/** A deployed shop for the tests of release commands: a REST API, three functions with aliases, two alarms, a storefront. */

import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { DeployClients } from '../../../scripts/deploy/clients.ts';
import { type FakeAccount, startFakeAccount } from './account.ts';
import type { FakeStack } from './cloud-formation.ts';
import type { FakeAws } from './fake-aws.ts';

export interface FakeRelease extends FakeAccount {
  readonly stack: FakeStack;
  readonly clients: DeployClients;
  /** Gives these functions new code, as a deployment does: in $LATEST alone. */
  change(...names: readonly string[]): void;
}

export const STACK = 'bookstore-prod';
export const BUCKET = 'storefront-bucket';
const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function';

export async function startFakeRelease(): Promise<FakeRelease> {
  const account = await startFakeAccount();
  const { aws, apiGateway, cloudFormation, cloudWatch, lambda, s3 } = account;
  apiGateway.restApiId = 'api1';
  Object.assign(apiGateway.stage, {
    ...{ stageName: 'prod', deploymentId: 'first', variables: { functionAlias: 'live', booksTable: 'books' } },
  });
  apiGateway.deployments.set('first', { description: 'Taken by CloudFormation', createdDate: 1_700_000_000 });
  s3.add(BUCKET);
  const shop = { StorefrontUrl: `${aws.endpoint}/storefront`, ApiUrl: `${aws.endpoint}/api`, StorefrontBucket: BUCKET };
  const stack = cloudFormation.add(
    STACK,
    [
      { logicalId: 'RestApi', type: 'AWS::ApiGateway::RestApi', physicalId: 'api1' },
      { logicalId: 'RestApiStage', type: 'AWS::ApiGateway::Stage', physicalId: 'prod' },
      { logicalId: 'StorefrontBucket', type: 'AWS::S3::Bucket', physicalId: BUCKET },
      { logicalId: 'StorefrontDistribution', type: 'AWS::CloudFront::Distribution', physicalId: 'E1' },
    ],
    { ...shop, RestApiUrl: shop.ApiUrl, Region: 'eu-central-1', UserPoolId: 'pool', BooksTable: 'books' },
  );
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
  const change = (...names: readonly string[]) => {
    for (const name of names) {
      const found = lambda.functions.get(name);
      if (found) found.code += ', changed';
    }
  };
  return { ...account, stack, clients: createClients(aws), change };
}

function createClients({ endpoint }: FakeAws): DeployClients {
  const settings = {
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // Two, so that a lost answer is asked for again and a refusal ends soon.
    maxAttempts: 2,
  };
  return {
    apiGateway: new APIGatewayClient(settings),
    cloudFormation: new CloudFormationClient(settings),
    cloudFront: new CloudFrontClient(settings),
    cloudWatch: new CloudWatchClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client(settings),
    sts: new STSClient(settings),
  };
}
