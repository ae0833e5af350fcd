/** The services that a deployment speaks to, beside those of the framework's own. */

import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { type CanaryClients, createCanaryClients } from '../canary/clients.ts';

export interface DeployClients extends CanaryClients {
  readonly cloudFront: CloudFrontClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
}

export function createDeployClients(region: string): DeployClients {
  return {
    ...createCanaryClients(region),
    cloudFront: new CloudFrontClient({ region }),
    s3: new S3Client({ region }),
    sts: new STSClient({ region }),
  };
}
