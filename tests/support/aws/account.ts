/** A whole AWS account for release commands: what CloudFormation deploys is there for the other services, and the shop answers. */

import { createHash } from 'node:crypto';
import type { Stack } from '../../../local/stack/stack.ts';
import { createApiGateway, type FakeApiGateway } from './api-gateway.ts';
import { createCloudFormation, type FakeCloudFormation, type FakeResource, type Template } from './cloud-formation.ts';
import { createCloudFront, type FakeCloudFront } from './cloud-front.ts';
import { createCloudWatch, type FakeCloudWatch } from './cloud-watch.ts';
import { createCognito, createDynamoDb, type FakeStores } from './data.ts';
import { type FakeAws, type Page, startFakeAws } from './fake-aws.ts';
import { createLambda, type FakeLambda } from './lambda.ts';
import { createLogs, type FakeLogs } from './logs.ts';
import { createS3, type FakeS3 } from './s3.ts';
import { AwsError } from './service.ts';
import { createSts } from './sts.ts';

export interface FakeAccount {
  readonly aws: FakeAws;
  readonly apiGateway: FakeApiGateway;
  readonly cloudFormation: FakeCloudFormation;
  readonly cloudFront: FakeCloudFront;
  readonly cloudWatch: FakeCloudWatch;
  readonly tables: FakeStores;
  readonly userPools: FakeStores;
  readonly logs: FakeLogs;
  readonly lambda: FakeLambda;
  readonly s3: FakeS3;
  /** For processes that are to take this account for AWS. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startFakeAccount(): Promise<FakeAccount> {
  const apiGateway = createApiGateway();
  const cloudFront = createCloudFront();
  const cloudWatch = createCloudWatch();
  const lambda = createLambda();
  const logs = createLogs();
  const s3 = createS3();
  const tables = createDynamoDb();
  const userPools = createCognito();
  const versions = new Map<string, string>();
  const cloudFormation = createCloudFormation({
    readObject: (bucket, key) => s3.find(bucket, key)?.body.toString() ?? '',
    onUpdate: (stack, template) => {
      for (const { physicalId } of stack.resources('AWS::S3::Bucket'))
        if (!s3.buckets.has(physicalId)) s3.add(physicalId);
      updateApi(stack, apiGateway);
      updateFunctions(stack, lambda, s3);
      updateReleases(stack, template, lambda, versions);
      for (const it of stack.resources('AWS::DynamoDB::Table'))
        tables.add(it.physicalId, it.properties.DeletionProtectionEnabled === true);
      for (const it of stack.resources('AWS::Cognito::UserPool'))
        userPools.add(it.physicalId, it.properties.DeletionProtection === 'ACTIVE');
      return toFakeOutputs(stack, aws);
    },
    onDelete: ({ resources }) => deleteResources(resources, { s3, tables, userPools }),
  });
  const aws = await startFakeAws([
    ...[apiGateway, cloudFormation, cloudFront, cloudWatch, lambda, logs, s3, tables, userPools, createSts()],
  ]);
  openShop(aws, s3, cloudFormation);
  return {
    ...{ aws, apiGateway, cloudFormation, cloudFront, cloudWatch, lambda, logs, s3, tables, userPools },
    environment: {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-central-1',
      SLS_AWS_MONITORING_FREQUENCY: '10',
    },
    stop: () => aws.stop(),
  };
}

function updateApi(stack: Stack, apiGateway: FakeApiGateway): void {
  const { physicalId: stageName, properties } = stack.findResource('RestApiStage') ?? {};
  if (stageName === undefined || properties === undefined) return;
  const deploymentId = String(properties.DeploymentId);
  apiGateway.restApiId = stack.findResource('RestApi')?.physicalId ?? '';
  if (!apiGateway.deployments.has(deploymentId)) {
    apiGateway.deployments.set(deploymentId, {
      description: 'Taken by CloudFormation',
      createdDate: Date.now() / 1000,
    });
  }
  Object.assign(apiGateway.stage, { stageName, deploymentId, variables: properties.Variables });
}

function updateFunctions(stack: Stack, lambda: FakeLambda, s3: FakeS3): void {
  for (const { physicalId, properties } of stack.resources('AWS::Lambda::Function')) {
    const { Code, ...settings } = properties as { Code: { S3Bucket: string; S3Key: string } };
    const zip = s3.find(Code.S3Bucket, Code.S3Key);
    if (zip === undefined) throw new Error(`${Code.S3Bucket} has no ${Code.S3Key}.`);
    const code = createHash('sha256').update(zip.body).update(JSON.stringify(settings)).digest('hex');
    const known = lambda.functions.get(physicalId);
    if (known) known.code = code;
    else lambda.functions.set(physicalId, { code, versions: [], aliases: new Map() });
  }
}

/** `made` holds the numbers of the versions that the template before this one has, by logical id. */
function updateReleases(stack: Stack, { Resources }: Template, lambda: FakeLambda, made: Map<string, string>): void {
  const findFunction = (name: unknown) => {
    const found = lambda.functions.get(String(name));
    if (found === undefined) throw new Error(`There is no function ${name}.`);
    return found;
  };
  // CloudFormation forgets what a template names no more: named again, it is another version.
  for (const logicalId of made.keys()) if (Resources[logicalId] === undefined) made.delete(logicalId);
  for (const { logicalId, properties } of stack.resources('AWS::Lambda::Version')) {
    if (made.has(logicalId)) continue;
    const { code, versions } = findFunction(properties.FunctionName);
    if (versions.at(-1) === code) throw new AwsError(400, 'AlreadyExists', 'A version for this Lambda function exists');
    made.set(logicalId, String(versions.push(code)));
  }
  for (const { logicalId, properties } of stack.resources('AWS::Lambda::Alias')) {
    const { FunctionVersion } = Resources[logicalId]?.Properties ?? {};
    const version = typeof FunctionVersion === 'string' ? FunctionVersion : made.get(FunctionVersion['Fn::GetAtt'][0]);
    const { aliases } = findFunction(properties.FunctionName);
    const alias = { FunctionVersion: version ?? '', Description: '', RevisionId: `${logicalId} ${version}` };
    aliases.set(String(properties.Name), alias);
  }
}

/** Gives, by logical id, why AWS would not delete some. */
function deleteResources(
  resources: readonly FakeResource[],
  { s3, tables, userPools }: Pick<FakeAccount, 's3' | 'tables' | 'userPools'>,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { logicalId, type, physicalId } of resources) {
    const isFull = type === 'AWS::S3::Bucket' && (s3.buckets.get(physicalId)?.versions.size ?? 0) > 0;
    if (isFull) problems.set(logicalId, 'The bucket you tried to delete is not empty');
    else if (type === 'AWS::S3::Bucket') s3.buckets.delete(physicalId);
    for (const stores of [tables, userPools]) {
      if (stores.all.get(physicalId)?.isProtected) problems.set(logicalId, 'It is protected from deletion');
      else stores.all.delete(physicalId);
    }
  }
  return problems;
}

/** Where the pages are that a browser would ask for. */
function toFakeOutputs({ outputs }: Stack, { endpoint }: FakeAws): Readonly<Record<string, string>> {
  if (outputs.ApiUrl === undefined) return {};
  const ApiUrl = `${endpoint}/api`;
  const RestApiUrl = outputs.RestApiUrl === outputs.ApiUrl ? ApiUrl : `${endpoint}/rest-api`;
  return { ApiUrl, RestApiUrl, StorefrontUrl: `${endpoint}/storefront` };
}

function openShop(aws: FakeAws, s3: FakeS3, cloudFormation: FakeCloudFormation): void {
  const fromBucket =
    (key: string): Page =>
    () => {
      const stack = [...cloudFormation.stacks.values()][0];
      const found = s3.find(stack?.outputs.StorefrontBucket ?? '', key);
      return {
        status: found ? 200 : 403,
        headers: { 'content-type': found?.contentType ?? '' },
        body: found?.body ?? '',
      };
    };
  const json = (body: unknown): Page => {
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': `${aws.endpoint}/storefront` };
    return () => ({ status: 200, headers, body: JSON.stringify(body) });
  };
  aws.serve('/storefront/', fromBucket('index.html'));
  aws.serve('/storefront/outputs.json', fromBucket('outputs.json'));
  aws.serve('/api/health', json({ status: 'ok' }));
  aws.serve('/api/books', json({ items: [] }));
}
