/** Ids and attributes of what keeps data: DynamoDB, S3, SQS, SNS, Secrets Manager, Parameter Store, KMS. */

import {
  arn,
  generatedName,
  type IdentityRow,
  MIXED,
  nameFrom,
  type ResourceFacts,
  stableId,
  stableUuid,
  textProperty,
} from './identity.ts';

const tableName = nameFrom('TableName');
const tableArn = (resource: ResourceFacts) => arn(resource, 'dynamodb', `table/${tableName(resource)}`);
/** Bucket names are lower case, so the generated ones are too. */
const bucketName = (resource: ResourceFacts) =>
  textProperty(resource, 'BucketName') ?? generatedName(resource).toLowerCase();
const queueName = (resource: ResourceFacts) =>
  textProperty(resource, 'QueueName') ?? generatedName(resource) + (isFifo(resource, 'FifoQueue') ? '.fifo' : '');
const topicName = (resource: ResourceFacts) =>
  textProperty(resource, 'TopicName') ?? generatedName(resource) + (isFifo(resource, 'FifoTopic') ? '.fifo' : '');
const topicArn = (resource: ResourceFacts) => arn(resource, 'sns', topicName(resource));
const keyId = (resource: ResourceFacts) => stableUuid(resource);
const parameterName = nameFrom('Name');

export const dataRows: readonly IdentityRow[] = [
  ['AWS::DynamoDB::Table', { ref: tableName, attributes: { Arn: tableArn, StreamArn: streamArn } }],
  [
    'AWS::S3::Bucket',
    {
      ref: bucketName,
      attributes: {
        Arn: (resource) => arn(resource, 's3', bucketName(resource), 'bare'),
        DomainName: (resource) => `${bucketName(resource)}.s3.${resource.environment.urlSuffix}`,
        RegionalDomainName: (resource) => bucketHost(resource, 's3'),
        DualStackDomainName: (resource) => bucketHost(resource, 's3.dualstack'),
        WebsiteURL: (resource) => `http://${bucketHost(resource, 's3-website')}`,
      },
    },
  ],
  ['AWS::S3::BucketPolicy', { ref: (resource) => textProperty(resource, 'Bucket') ?? generatedName(resource) }],
  [
    'AWS::SQS::Queue',
    {
      ref: queueUrl,
      attributes: {
        Arn: (resource) => arn(resource, 'sqs', queueName(resource)),
        QueueName: queueName,
        QueueUrl: queueUrl,
      },
    },
  ],
  ['AWS::SQS::QueuePolicy', { ref: generatedName, attributes: { Id: generatedName } }],
  ['AWS::SNS::Topic', { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: topicName } }],
  ['AWS::SNS::TopicPolicy', { ref: generatedName, attributes: { Id: generatedName } }],
  ['AWS::SNS::Subscription', { ref: subscriptionArn, attributes: { Arn: subscriptionArn } }],
  ['AWS::SecretsManager::Secret', { ref: secretArn, attributes: { Id: secretArn } }],
  [
    'AWS::SSM::Parameter',
    {
      ref: parameterName,
      attributes: { Type: (resource) => resource.property('Type'), Value: (resource) => resource.property('Value') },
    },
  ],
  [
    'AWS::KMS::Key',
    { ref: keyId, attributes: { Arn: (resource) => arn(resource, 'kms', `key/${keyId(resource)}`), KeyId: keyId } },
  ],
  ['AWS::KMS::Alias', { ref: nameFrom('AliasName') }],
];

function isFifo(resource: ResourceFacts, property: string): boolean {
  return String(resource.property(property)) === 'true';
}

/** Absent without a StreamSpecification, as on AWS. The label is a time stamp there; a fixed one keeps it stable. */
function streamArn(resource: ResourceFacts): string | undefined {
  if (resource.property('StreamSpecification') === undefined) return undefined;
  return `${tableArn(resource)}/stream/2026-01-01T00:00:00.000`;
}

function bucketHost(resource: ResourceFacts, service: string): string {
  const separator = service === 's3-website' ? '-' : '.';
  return `${bucketName(resource)}.${service}${separator}${resource.environment.region}.${resource.environment.urlSuffix}`;
}

function queueUrl(resource: ResourceFacts): string {
  const { region, accountId, urlSuffix } = resource.environment;
  return `https://sqs.${region}.${urlSuffix}/${accountId}/${queueName(resource)}`;
}

function subscriptionArn(resource: ResourceFacts): string {
  return `${textProperty(resource, 'TopicArn') ?? arn(resource, 'sns', 'unknown')}:${stableUuid(resource)}`;
}

/** Secrets Manager ends every secret's ARN with a hyphen and six characters. */
function secretArn(resource: ResourceFacts): string {
  const name = textProperty(resource, 'Name') ?? `${resource.logicalId}-${stableId(resource, MIXED, 12, 'name')}`;
  return arn(resource, 'secretsmanager', `secret:${name}-${stableId(resource, MIXED, 6, 'suffix')}`);
}
