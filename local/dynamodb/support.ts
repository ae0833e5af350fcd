/** What the local DynamoDB makes of each property of a table, for the start-up report. */

import type { SupportTable } from '../stack/support.ts';

const NO_THROTTLING = 'reads and writes are neither throttled nor billed here';
const NO_METRICS = 'there are no metrics to look at here';

export const dynamoDbSupport: SupportTable = {
  'AWS::DynamoDB::Table': {
    run: [
      'AttributeDefinitions',
      'GlobalSecondaryIndexes',
      'KeySchema',
      'LocalSecondaryIndexes',
      'StreamSpecification.StreamViewType',
      'TableName',
    ],
    noEffect: {
      BillingMode: NO_THROTTLING,
      ContributorInsightsSpecification: NO_METRICS,
      DeletionProtectionEnabled: 'only --reset deletes local tables',
      'GlobalSecondaryIndexes.*.ContributorInsightsSpecification': NO_METRICS,
      'GlobalSecondaryIndexes.*.OnDemandThroughput': NO_THROTTLING,
      'GlobalSecondaryIndexes.*.ProvisionedThroughput': NO_THROTTLING,
      'GlobalSecondaryIndexes.*.WarmThroughput': NO_THROTTLING,
      OnDemandThroughput: NO_THROTTLING,
      PointInTimeRecoverySpecification: 'there are no backups of local data',
      ProvisionedThroughput: NO_THROTTLING,
      ResourcePolicy: 'rights are not checked by the local engine',
      SSESpecification: 'local data is not encrypted',
      'StreamSpecification.ResourcePolicy': 'rights are not checked by the local engine',
      TableClass: NO_THROTTLING,
      Tags: 'nothing here reads tags',
      TimeToLiveSpecification: 'expired items stay; on AWS too they can stay for days, so readers have to skip them',
      WarmThroughput: NO_THROTTLING,
    },
    notSupported: {
      ImportSourceSpecification: 'there is no bucket to import from',
      KinesisStreamSpecification: 'there is no Kinesis to send changes to',
    },
  },
};
