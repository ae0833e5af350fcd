/** npm run remove */

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { RemoveClients } from '../../../scripts/remove/clients.ts';
import { type Removal, removeShop } from '../../../scripts/remove/remove-shop.ts';
import { type FakeAccount, startFakeAccount } from '../../support/aws/account.ts';
import type { FakeStack } from '../../support/aws/cloud-formation.ts';
import { AwsError } from '../../support/aws/service.ts';

const STACK = 'bookstore-dev';
let account: FakeAccount;
let stack: FakeStack;
let said: string[];

beforeEach(async () => {
  said = [];
  account = await startFakeAccount();
  stack = account.cloudFormation.add(STACK, [
    { logicalId: 'StorefrontBucket', type: 'AWS::S3::Bucket', physicalId: 'storefront' },
    { logicalId: 'ServerlessDeploymentBucket', type: 'AWS::S3::Bucket', physicalId: 'packages' },
    { logicalId: 'BooksTable', type: 'AWS::DynamoDB::Table', physicalId: 'books' },
    { logicalId: 'OrdersTable', type: 'AWS::DynamoDB::Table', physicalId: 'orders' },
    { logicalId: 'UserPool', type: 'AWS::Cognito::UserPool', physicalId: 'pool' },
    { logicalId: 'RestApi', type: 'AWS::ApiGateway::RestApi', physicalId: 'api1' },
    { logicalId: 'GetCover', type: 'AWS::Lambda::Function', physicalId: 'bookstore-dev-getCover' },
    { logicalId: 'Log', type: 'AWS::Logs::LogGroup', physicalId: '/aws/apigateway/bookstore-dev-rest-api' },
  ]);
  account.s3.add('storefront');
  account.s3.add('packages');
  account.tables.add('books', false, 260);
  account.tables.add('orders');
  account.userPools.add('pool');
  account.s3.put('storefront', 'index.html', 'page');
});
afterEach(() => account.stop());

function createClients(): RemoveClients {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint: account.aws.endpoint, region: 'eu-central-1', credentials, maxAttempts: 2 };
  return {
    cloudFormation: new CloudFormationClient(settings),
    cognito: new CognitoIdentityProviderClient(settings),
    dynamoDb: new DynamoDBClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client(settings),
    sts: new STSClient(settings),
  };
}

const remove = (options: Partial<Removal> = {}) =>
  removeShop(createClients(), {
    stackName: STACK,
    region: 'eu-central-1',
    deletesData: false,
    confirm: async () => true,
    pauseInMs: 1,
    say: (text) => said.push(text),
    ...options,
  });

function protect(): void {
  account.tables.add('orders', true, 12);
  account.userPools.add('pool', true, 3);
}

describe('a removal', () => {
  it('empties the buckets, deletes the stack, and says that nothing is left', async () => {
    await remove();
    expect(account.cloudFormation.stacks.size).toBe(0);
    expect(account.s3.buckets.size).toBe(0);
    expect(said).toEqual([
      'Removing bookstore-dev from account 123456789012, eu-central-1, as arn:aws:iam::123456789012:user/ada',
      'bookstore-dev has 8 resources. Data will be lost: BooksTable (about 260 entries).',
      'Emptied the bucket storefront: 1 objects.',
      'Emptied the bucket packages: 0 objects.',
      'Deleting the stack. CloudFront takes some minutes to let go of a distribution …',
      'bookstore-dev is removed.',
      'Nothing is left of it.',
    ]);
  });

  it('deletes older versions and delete markers too, on every page of the list', async () => {
    account.s3.add('storefront', true);
    for (const key of ['a', 'b', 'c', 'd', 'a', 'a']) account.s3.put('storefront', key, 'content');
    await account.s3.operations.DeleteObjects?.({ bucket: 'storefront', objects: [{ key: 'b' }] });
    await remove();
    expect(said).toContain('Emptied the bucket storefront: 7 objects.');
    expect(account.s3.buckets.size).toBe(0);
  });

  it('asks first, and removes nothing without a yes', async () => {
    const asked: string[] = [];
    const confirm = async (name: string) => asked.push(name) === 0;
    await expect(remove({ confirm })).rejects.toMatchObject({ code: 'NotConfirmed' });
    expect(asked).toEqual([STACK]);
    expect(account.aws.takeChanges()).toEqual([]);
    expect(account.s3.keys('storefront')).toEqual(['index.html']);
  });

  it('names what was made to outlive the stack, but for versions of functions that are gone', async () => {
    stack.resources.push(
      ...[
        {
          logicalId: 'ApiGatewayAccount',
          type: 'AWS::ApiGateway::Account',
          physicalId: 'A1',
          status: 'DELETE_SKIPPED',
        },
        { logicalId: 'ApiGatewayLogRole', type: 'AWS::IAM::Role', physicalId: 'log-role', status: 'DELETE_SKIPPED' },
        { logicalId: 'GetCoverV1', type: 'AWS::Lambda::Version', physicalId: 'v1', status: 'DELETE_SKIPPED' },
      ],
    );
    await remove();
    expect(said.at(-1)).toContain('  ApiGatewayLogRole (AWS::IAM::Role): log-role\n');
    expect(said.at(-1)).toContain('It costs nothing.');
    expect(said.at(-1)).not.toContain('v1');
  });

  it('deletes logs that came to life again, and only those of this stack', async () => {
    const own = [
      '/aws/lambda/bookstore-dev-getCover',
      'API-Gateway-Execution-Logs_api1/dev',
      '/aws/apigateway/bookstore-dev-rest-api',
    ];
    const others = ['/aws/lambda/bookstore-dev-getCover2', 'API-Gateway-Execution-Logs_api12/dev'];
    for (const name of [...own, ...others]) account.logs.groups.add(name);
    await remove();
    expect([...account.logs.groups]).toEqual(others);
    expect(said.find((text) => text.startsWith('Deleted logs'))).toContain(own[0]);
  });

  it('touches nothing of others when the stack was never made to the end', async () => {
    account.logs.groups.add('/aws/lambda/somebody-elses').add('API-Gateway-Execution-Logs_other/prod');
    stack.status = 'ROLLBACK_COMPLETE';
    stack.resources = [
      { logicalId: 'StorefrontBucket', type: 'AWS::S3::Bucket', physicalId: '' },
      { logicalId: 'BooksTable', type: 'AWS::DynamoDB::Table', physicalId: '' },
      { logicalId: 'OrdersTable', type: 'AWS::DynamoDB::Table', physicalId: 'gone', status: 'DELETE_COMPLETE' },
      { logicalId: 'UserPool', type: 'AWS::Cognito::UserPool', physicalId: '' },
      { logicalId: 'RestApi', type: 'AWS::ApiGateway::RestApi', physicalId: '' },
      { logicalId: 'GetCover', type: 'AWS::Lambda::Function', physicalId: '' },
      { logicalId: 'Log', type: 'AWS::Logs::LogGroup', physicalId: '' },
    ];
    await remove();
    expect(account.logs.groups.size).toBe(2);
    expect(account.s3.buckets.size).toBe(2);
    expect(account.aws.takeChanges()).toEqual(['DeleteStack']);
  });

  it('has nothing to do when there never was such a stack', async () => {
    account.cloudFormation.stacks.clear();
    await remove();
    expect(said.at(-1)).toBe(
      'There is no stack bookstore-dev in eu-central-1, and there was none in the last 90 days.',
    );
  });

  it('leaves a stack alone that is changing', async () => {
    stack.status = 'UPDATE_IN_PROGRESS';
    await expect(remove()).rejects.toMatchObject({ code: 'StackIsChanging' });
  });

  it.each(['DELETE_IN_PROGRESS', 'DELETE_FAILED', 'REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'])(
    'also removes what was left in state %s',
    async (status) => {
      stack.status = status;
      await remove();
      expect(account.cloudFormation.stacks.size).toBe(0);
    },
  );
});

describe('protected data', () => {
  it('keeps the whole stack from being removed, and is named', async () => {
    protect();
    const refusal = await remove().catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'DataIsProtected',
      message: expect.stringMatching(
        /table OrdersTable \(about 12 entries\)\n.*user pool UserPool \(about 3 entries\)/,
      ),
    });
    expect(account.aws.takeChanges()).toEqual([]);
    expect(account.s3.keys('storefront')).toEqual(['index.html']);
  });

  it('goes when that is said', async () => {
    protect();
    await remove({ deletesData: true });
    expect(account.cloudFormation.stacks.size).toBe(0);
    expect([...account.tables.all, ...account.userPools.all]).toEqual([]);
  });

  it('stays protected until the removal is confirmed', async () => {
    protect();
    await expect(remove({ deletesData: true, confirm: async () => false })).rejects.toMatchObject({
      code: 'NotConfirmed',
    });
    expect(account.tables.all.get('orders')?.isProtected).toBe(true);
  });

  it('may be a stack with termination protection', async () => {
    stack.isProtected = true;
    await expect(remove()).rejects.toThrow('the stack itself (termination protection)');
    await remove({ deletesData: true });
    expect(account.cloudFormation.stacks.size).toBe(0);
  });

  it('leaves the other settings of a user pool as they are', async () => {
    protect();
    const pool = account.userPools.all.get('pool');
    const settings = {
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 10 } },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    };
    Object.assign(pool ?? {}, {
      settings: {
        ...settings,
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      },
    });
    account.aws.refuse('DeleteStack', new AwsError(400, 'AccessDenied', 'Not yours'));
    await expect(remove({ deletesData: true })).rejects.toThrow('Not yours');
    expect(pool?.settings).toEqual(settings);
  });
});

describe('a removal that breaks off', () => {
  it('says what CloudFormation could not delete', async () => {
    const put = () => account.s3.put('storefront', 'late.txt', 'somebody else is writing');
    const say = (text: string) => void (text.startsWith('Deleting') && put());
    const refusal = await remove({ say }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'BrokenStack',
      message: expect.stringContaining('  StorefrontBucket: The bucket you tried to delete is not empty\n'),
    });
  });

  it.each(['DeleteObjects', 'UpdateTable', 'UpdateUserPool', 'DeleteStack', 'ListStackResources', 'DescribeLogGroups'])(
    'goes on where it stopped when %s fails',
    async (operation) => {
      protect();
      account.logs.groups.add('/aws/lambda/bookstore-dev-getCover');
      account.aws.refuse(operation, new AwsError(403, 'AccessDenied', 'Not yours'));
      await expect(remove({ deletesData: true })).rejects.toThrow('Not yours');
      await remove({ deletesData: true });
      expect(account.cloudFormation.stacks.size).toBe(0);
      expect(account.logs.groups.size).toBe(0);
      expect(said.at(-1)).toBe('Nothing is left of it.');
    },
  );

  it('may be repeated when all is gone', async () => {
    await remove();
    await remove();
    expect(said.at(-1)).toBe('Nothing is left of it.');
  });
});
