/** AWS::DynamoDB::Table in the template becomes CreateTable's input. */

import { dynamoDbSupport } from '../../../local/dynamodb/support.ts';
import { readTables } from '../../../local/dynamodb/table-definition.ts';
import { readStack } from '../../../local/stack/stack.ts';
import { reportSupport } from '../../../local/stack/support.ts';

const aStack = (Properties: unknown) =>
  readStack(
    {
      Parameters: { Units: { Type: 'Number', Default: 5 } },
      Resources: { Books: { Type: 'AWS::DynamoDB::Table', Properties } },
    },
    { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' },
  );

const KEY = { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
const MINIMAL = { ...KEY, TableName: 'Books', AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] };

describe('a table in the template', () => {
  it('becomes the input of CreateTable', () => {
    const properties = {
      ...MINIMAL,
      ProvisionedThroughput: { ReadCapacityUnits: { Ref: 'Units' }, WriteCapacityUnits: 1 },
      BillingMode: 'PROVISIONED',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: 'true' },
      GlobalSecondaryIndexes: [
        {
          ...KEY,
          IndexName: 'byId',
          Projection: { ProjectionType: 'ALL' },
          ContributorInsightsSpecification: { Enabled: true },
        },
      ],
      Tags: [{ Key: 'a', Value: 'b' }],
    };

    expect(readTables(aStack(properties))).toEqual([
      {
        ...MINIMAL,
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1 },
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        GlobalSecondaryIndexes: [{ ...KEY, IndexName: 'byId', Projection: { ProjectionType: 'ALL' } }],
      },
    ]);
  });

  it('without a name gets the one that Ref gives', () => {
    const { TableName: _none, ...unnamed } = MINIMAL;

    expect(readTables(aStack(unnamed))[0]?.TableName).toMatch(/^shop-Books-[A-Z0-9]{12}$/);
  });

  it.each([
    ['no key', { AttributeDefinitions: [] }, 'Resources.Books.Properties.KeySchema'],
    ['a key that is no list', { ...MINIMAL, KeySchema: 'id' }, 'Resources.Books.Properties.KeySchema'],
    [
      'a key without a type',
      { ...MINIMAL, KeySchema: [{ AttributeName: 'id' }] },
      'Resources.Books.Properties.KeySchema.0.KeyType',
    ],
    [
      'an index without a name',
      { ...MINIMAL, GlobalSecondaryIndexes: [{ Projection: {} }] },
      'Resources.Books.Properties.GlobalSecondaryIndexes.0.IndexName',
    ],
    [
      'a stream without a view type',
      { ...MINIMAL, StreamSpecification: {} },
      'Resources.Books.Properties.StreamSpecification.StreamViewType',
    ],
  ])('with %s is refused', (_name, properties, where) => {
    expect(() => readTables(aStack(properties))).toThrow(expect.objectContaining({ code: 'InvalidTemplate', where }));
  });

  it('is reported: what runs, what has no effect, what is not supported', () => {
    const report = reportSupport(
      aStack({
        ...MINIMAL,
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        GlobalSecondaryIndexes: [{ IndexName: 'x', WarmThroughput: {} }],
        KinesisStreamSpecification: { StreamArn: 'x' },
        Sparkle: 1,
      }),
      [dynamoDbSupport],
    );

    expect(report.run.map(({ property }) => property)).toEqual([
      'KeySchema',
      'TableName',
      'AttributeDefinitions',
      'GlobalSecondaryIndexes.0.IndexName',
    ]);
    expect(report.noEffect.map(({ property }) => property)).toEqual([
      'BillingMode',
      'PointInTimeRecoverySpecification',
      'GlobalSecondaryIndexes.0.WarmThroughput',
    ]);
    expect(report.notSupported.map(({ property }) => property)).toEqual(['KinesisStreamSpecification', 'Sparkle']);
  });
});
