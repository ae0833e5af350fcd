/** What is read from a template, and what of it the start-up report names. */

import { readEventSourceMappings } from '../../../local/event-source/read-mappings.ts';
import { eventSourceSupport } from '../../../local/event-source/support.ts';
import { reportSupport } from '../../../local/stack/support.ts';
import { aMapping, aStack, STREAM_ARN } from './a-stream.ts';

const usual = { EventSourceArn: STREAM_ARN, FunctionName: 'index-books', StartingPosition: 'LATEST' };

describe('an event source mapping of the template', () => {
  it("has AWS's defaults", () => {
    expect(aMapping()).toEqual({
      id: 'Mapping',
      streamArn: STREAM_ARN,
      tableName: 'Books',
      region: 'us-east-1',
      functionName: 'index-books',
      isEnabled: true,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      batchingWindowMs: 0,
      parallelizationFactor: 1,
      maxRetryAttempts: Number.POSITIVE_INFINITY,
      maxRecordAgeMs: Number.POSITIVE_INFINITY,
      bisectsOnError: false,
      reportsItemFailures: false,
      patterns: [],
    });
  });

  it('takes what the template says, numbers and truth values as texts included', () => {
    const properties = {
      BatchSize: '50',
      BisectBatchOnFunctionError: 'true',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
      Enabled: 'false',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumBatchingWindowInSeconds: 2,
      MaximumRecordAgeInSeconds: 3600,
      MaximumRetryAttempts: 0,
      ParallelizationFactor: 3,
    };
    expect(aMapping(properties)).toMatchObject({
      batchSize: 50,
      bisectsOnError: true,
      onFailure: 'arn:aws:sqs:us-east-1:123456789012:dead-letters',
      isEnabled: false,
      reportsItemFailures: true,
      batchingWindowMs: 2000,
      maxRecordAgeMs: 3_600_000,
      maxRetryAttempts: 0,
      parallelizationFactor: 3,
    });
  });

  it('is left out when it reads from elsewhere', () => {
    const queue = { EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:jobs', FunctionName: 'work' };

    expect(readEventSourceMappings(aStack(queue))).toEqual([]);
  });
});

describe('the support report for event sources', () => {
  const report = (properties: object) =>
    reportSupport(aStack({ ...usual, ...properties }), [eventSourceSupport]).notSupported.filter(
      ({ logicalId }) => logicalId === 'Mapping',
    );

  it('names nothing in a usual mapping', () => {
    const onFailure = { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } };

    expect(report({ BatchSize: 50, MaximumRetryAttempts: 3, DestinationConfig: onFailure })).toEqual([]);
  });

  it.each([
    [{ EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:jobs' }, 'only streams of DynamoDB tables are read here'],
    [{ TumblingWindowInSeconds: 30 }, 'state is not carried over tumbling windows here'],
    [{ FilterCriteria: { Filters: [{ Pattern: '{' }] } }, 'The filter pattern { is no JSON object'],
    [
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:us-east-1:123456789012:t' } } },
      /only queues are played/,
    ],
  ])('names %j', (properties, reason) => {
    expect(report(properties)).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
  });

  it('says of a queue in one line that none is served', () => {
    const { notSupported } = reportSupport(aStack(usual), [eventSourceSupport]);

    expect(notSupported).toEqual([
      { logicalId: 'Queue', type: 'AWS::SQS::Queue', reason: expect.stringContaining('no queue is served') },
    ]);
  });
});
