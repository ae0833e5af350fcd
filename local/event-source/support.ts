/** What the local event source mappings make of each property, for the start-up report. */

import type { StackResource } from '../stack/stack.ts';
import type { SupportTable } from '../stack/support.ts';
import type { Finding } from '../stack/support-paths.ts';
import { findObstacle, findQueue } from './read-mappings.ts';

const NO_QUEUE = 'dead letters are kept in a file here';
const NO_KEYS = 'nothing is encrypted here';

export const eventSourceSupport: SupportTable = {
  'AWS::Lambda::EventSourceMapping': {
    run: [
      'BatchSize',
      'BisectBatchOnFunctionError',
      'DestinationConfig.OnFailure',
      'Enabled',
      'EventSourceArn',
      'FilterCriteria',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'ParallelizationFactor',
      'StartingPosition',
      'TumblingWindowInSeconds',
    ],
    noEffect: {
      KmsKeyArn: NO_KEYS,
      MetricsConfig: 'there are no metrics to look at here',
      Tags: 'describes the mapping for people',
    },
    examine: examineMapping,
  },
  'AWS::SQS::Queue': {
    noEffect: {
      FifoQueue: NO_QUEUE,
      KmsDataKeyReusePeriodSeconds: NO_KEYS,
      KmsMasterKeyId: NO_KEYS,
      MaximumMessageSize: NO_QUEUE,
      MessageRetentionPeriod: NO_QUEUE,
      QueueName: NO_QUEUE,
      SqsManagedSseEnabled: NO_KEYS,
      Tags: 'describes the queue for people',
      VisibilityTimeout: NO_QUEUE,
    },
    examine: () => [
      {
        verdict: 'notSupported',
        reason:
          'no queue is served; what a stream consumer gives up is printed and kept in event-sources/dead-letters.jsonl',
      },
    ],
  },
  'AWS::SQS::QueuePolicy': { noEffect: { '*': 'there is no IAM here: every call is allowed' } },
};

function examineMapping({ properties }: StackResource): readonly Finding[] {
  const obstacle = findObstacle(properties);
  if (obstacle !== undefined) return [{ verdict: 'notSupported', reason: obstacle }];
  if (properties.DestinationConfig === undefined || findQueue(properties) !== undefined) return [];
  const reason = 'only queues are played here, so records that are given up are just dropped';
  return [{ verdict: 'notSupported', property: 'DestinationConfig.OnFailure', reason }];
}
