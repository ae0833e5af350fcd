/** What the local Lambda service does with each property of the resource types it runs. */
import { existsSync } from 'node:fs';
import type { StackResource } from '../stack/stack.ts';
import type { SupportTable } from '../stack/support.ts';
import type { Finding } from '../stack/support-paths.ts';
import { findArtifact, findObstacle } from './definition.ts';

const noPolicies = 'there is no IAM here: every call is allowed';

const PROPERTIES: SupportTable = {
  'AWS::Lambda::Function': {
    run: [
      'Code.S3Key',
      'Environment.Variables',
      'FunctionName',
      'Handler',
      'LoggingConfig.ApplicationLogLevel',
      'LoggingConfig.LogFormat',
      'LoggingConfig.LogGroup',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Runtime',
      'Timeout',
    ],
    noEffect: {
      Architectures: 'functions run on the processor of this machine',
      'Code.S3Bucket': 'packages are read from the build folder',
      'Code.S3ObjectVersion': 'packages are read from the build folder',
      CodeSigningConfigArn: 'packages are your own here',
      Description: 'describes the function for people',
      EphemeralStorage: 'the disk of this machine is the limit',
      KmsKeyArn: 'nothing is encrypted here',
      'LoggingConfig.SystemLogLevel': 'the lines of Lambda itself are not printed here',
      PackageType: 'only zip packages run, and Code.S3Key says so already',
      RecursiveLoop: 'loops are not detected here',
      Role: noPolicies,
      RuntimeManagementConfig: 'the Node.js of this machine runs all functions',
      SnapStart: 'workers start fast enough',
      Tags: 'describes the function for people',
      TracingConfig: 'traces are not collected here; the inspector shows each request',
      VpcConfig: 'functions are on the network of this machine',
    },
    notSupported: {
      DeadLetterConfig: 'an event that fails to the end is printed, not queued',
      Layers: 'put what the layer holds into the package',
    },
  },
  'AWS::Lambda::Alias': {
    run: ['FunctionName', 'Name'],
    noEffect: {
      Description: 'describes the alias for people',
      FunctionVersion: 'all versions and aliases run the newest code',
      ProvisionedConcurrencyConfig: 'workers start on first use',
      RoutingConfig: 'all versions and aliases run the newest code',
    },
  },
  'AWS::Lambda::Version': {
    run: ['FunctionName'],
    noEffect: {
      CodeSha256: 'all versions and aliases run the newest code',
      Description: 'describes the version for people',
      ProvisionedConcurrencyConfig: 'workers start on first use',
      RuntimePolicy: 'the Node.js of this machine runs all functions',
    },
  },
  'AWS::Lambda::EventInvokeConfig': {
    run: ['FunctionName', 'MaximumRetryAttempts'],
    noEffect: {
      MaximumEventAgeInSeconds: 'events wait until they have run',
      Qualifier: 'all versions and aliases run the newest code',
    },
    notSupported: { DestinationConfig: 'results of asynchronous events go nowhere' },
  },
  'AWS::Lambda::Permission': { noEffect: { '*': noPolicies } },
};

/** `artifactFolder` is where the deployment packages should lie. */
export function createLambdaSupport(artifactFolder: string): readonly SupportTable[] {
  const examine = ({ properties }: StackResource): readonly Finding[] => {
    const reason = findObstacle(properties);
    if (reason !== undefined) return [{ verdict: 'notSupported', reason }];
    const artifact = findArtifact(properties, artifactFolder);
    if (existsSync(artifact)) return [];
    return [{ verdict: 'notSupported', property: 'Code.S3Key', reason: `there is no ${artifact}` }];
  };
  return [PROPERTIES, { 'AWS::Lambda::Function': { examine } }];
}
