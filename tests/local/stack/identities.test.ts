/** What Ref and Fn::GetAtt give for each resource type. */

import { aStack, refusalOf } from './a-stack.ts';

const REGION = 'eu-west-1:123456789012';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}';

function read(type: string, properties: unknown, attribute?: string, more: Record<string, unknown> = {}): unknown {
  const stack = aStack({ Resources: { ...more, It: { Type: type, Properties: properties } } });
  const resource = stack.findResource('It');
  return attribute === undefined ? resource?.physicalId : resource?.attribute(attribute);
}

describe('explicit names win', () => {
  it.each<[string, unknown, string | undefined, string]>([
    ['AWS::DynamoDB::Table', { TableName: 'Books' }, undefined, 'Books'],
    ['AWS::DynamoDB::Table', { TableName: 'Books' }, 'Arn', `arn:aws:dynamodb:${REGION}:table/Books`],
    [
      'AWS::DynamoDB::Table',
      { TableName: 'Books', StreamSpecification: { StreamViewType: 'KEYS_ONLY' } },
      'StreamArn',
      `arn:aws:dynamodb:${REGION}:table/Books/stream/2026-01-01T00:00:00.000`,
    ],
    ['AWS::Lambda::Function', { FunctionName: 'f' }, undefined, 'f'],
    ['AWS::Lambda::Function', { FunctionName: 'f' }, 'Arn', `arn:aws:lambda:${REGION}:function:f`],
    ['AWS::Lambda::Version', { FunctionName: 'f' }, undefined, `arn:aws:lambda:${REGION}:function:f:1`],
    ['AWS::Lambda::Version', { FunctionName: 'f' }, 'Version', '1'],
    [
      'AWS::Lambda::Alias',
      { FunctionName: `arn:aws:lambda:${REGION}:function:f`, Name: 'live' },
      undefined,
      `arn:aws:lambda:${REGION}:function:f:live`,
    ],
    ['AWS::IAM::Role', { RoleName: 'r' }, undefined, 'r'],
    ['AWS::IAM::Role', { RoleName: 'r', Path: '/app/' }, 'Arn', 'arn:aws:iam::123456789012:role/app/r'],
    ['AWS::ApiGateway::Stage', { StageName: 'dev' }, undefined, 'dev'],
    ['AWS::ApiGateway::Model', { Name: 'Book' }, undefined, 'Book'],
    ['AWS::ApiGateway::UsagePlanKey', { KeyId: 'k', UsagePlanId: 'u' }, undefined, 'k:u'],
    ['AWS::ApiGatewayV2::Stage', { StageName: '$default' }, undefined, '$default'],
    ['AWS::Cognito::UserPoolGroup', { GroupName: 'admins' }, undefined, 'admins'],
    ['AWS::Logs::LogGroup', { LogGroupName: '/a/b' }, 'Arn', `arn:aws:logs:${REGION}:log-group:/a/b:*`],
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'Arn', 'arn:aws:s3:::b'],
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'DomainName', 'b.s3.amazonaws.com'],
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'RegionalDomainName', 'b.s3.eu-west-1.amazonaws.com'],
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'WebsiteURL', 'http://b.s3-website-eu-west-1.amazonaws.com'],
    ['AWS::SQS::Queue', { QueueName: 'q' }, undefined, 'https://sqs.eu-west-1.amazonaws.com/123456789012/q'],
    ['AWS::SQS::Queue', { QueueName: 'q' }, 'Arn', `arn:aws:sqs:${REGION}:q`],
    ['AWS::SQS::Queue', { QueueName: 'q' }, 'QueueName', 'q'],
    ['AWS::SNS::Topic', { TopicName: 't' }, undefined, `arn:aws:sns:${REGION}:t`],
    ['AWS::Events::Rule', { Name: 'r' }, 'Arn', `arn:aws:events:${REGION}:rule/r`],
    ['AWS::CloudWatch::Alarm', { AlarmName: 'a' }, 'Arn', `arn:aws:cloudwatch:${REGION}:alarm:a`],
    ['AWS::SSM::Parameter', { Name: '/p', Value: 'v' }, 'Value', 'v'],
    [
      'AWS::CloudFront::Function',
      { Name: 'f' },
      'FunctionMetadata.FunctionARN',
      'arn:aws:cloudfront::123456789012:function/f',
    ],
  ])('%s %j %s', (type, properties, attribute, expected) => {
    expect(read(type, properties, attribute)).toBe(expected);
  });
});

describe('generated ids have the shape that AWS uses', () => {
  it.each<[string, unknown, string | undefined, string]>([
    ['AWS::DynamoDB::Table', {}, undefined, 'shop-dev-It-[A-Z0-9]{12}'],
    ['AWS::S3::Bucket', {}, undefined, 'shop-dev-it-[a-z0-9]{12}'],
    ['AWS::SQS::Queue', { FifoQueue: true }, 'QueueName', 'shop-dev-It-[A-Z0-9]{12}\\.fifo'],
    ['AWS::ApiGateway::RestApi', {}, undefined, '[a-z0-9]{10}'],
    ['AWS::ApiGateway::RestApi', {}, 'RootResourceId', '[a-z0-9]{10}'],
    ['AWS::ApiGateway::Resource', {}, undefined, '[a-z0-9]{6}'],
    ['AWS::ApiGateway::Method', {}, undefined, 'It-[a-z0-9]{12}'],
    ['AWS::ApiGateway::Deployment', {}, 'DeploymentId', '[a-z0-9]{6}'],
    ['AWS::ApiGateway::RequestValidator', {}, 'RequestValidatorId', '[a-z0-9]{6}'],
    ['AWS::ApiGateway::Authorizer', {}, 'AuthorizerId', '[a-z0-9]{6}'],
    ['AWS::ApiGateway::ApiKey', {}, 'APIKeyId', '[a-z0-9]{10}'],
    ['AWS::ApiGateway::UsagePlan', {}, 'Id', '[a-z0-9]{6}'],
    [
      'AWS::ApiGatewayV2::Api',
      { ProtocolType: 'HTTP' },
      'ApiEndpoint',
      'https://[a-z0-9]{10}\\.execute-api\\.eu-west-1\\.amazonaws\\.com',
    ],
    [
      'AWS::ApiGatewayV2::Api',
      { ProtocolType: 'WEBSOCKET' },
      'ApiEndpoint',
      'wss://[a-z0-9]{10}\\.execute-api\\.eu-west-1\\.amazonaws\\.com',
    ],
    ['AWS::ApiGatewayV2::Route', {}, 'RouteId', '[a-z0-9]{7}'],
    ['AWS::ApiGatewayV2::Integration', {}, undefined, '[a-z0-9]{7}'],
    ['AWS::ApiGatewayV2::Authorizer', {}, undefined, '[a-z0-9]{7}'],
    ['AWS::ApiGatewayV2::Deployment', {}, undefined, '[a-z0-9]{7}'],
    ['AWS::Cognito::UserPool', {}, undefined, 'eu-west-1_[A-Za-z0-9]{9}'],
    [
      'AWS::Cognito::UserPool',
      {},
      'ProviderName',
      'cognito-idp\\.eu-west-1\\.amazonaws\\.com/eu-west-1_[A-Za-z0-9]{9}',
    ],
    [
      'AWS::Cognito::UserPool',
      {},
      'ProviderURL',
      'https://cognito-idp\\.eu-west-1\\.amazonaws\\.com/eu-west-1_[A-Za-z0-9]{9}',
    ],
    ['AWS::Cognito::UserPool', {}, 'Arn', `arn:aws:cognito-idp:${REGION}:userpool/eu-west-1_[A-Za-z0-9]{9}`],
    ['AWS::Cognito::UserPoolClient', {}, undefined, '[a-z0-9]{26}'],
    [
      'AWS::SecretsManager::Secret',
      { Name: 's' },
      undefined,
      `arn:aws:secretsmanager:${REGION}:secret:s-[A-Za-z0-9]{6}`,
    ],
    ['AWS::CloudFront::Distribution', {}, 'Id', 'E[A-Z0-9]{13}'],
    ['AWS::CloudFront::Distribution', {}, 'DomainName', 'd[a-z0-9]{13}\\.cloudfront\\.net'],
    ['AWS::WAFv2::WebACL', { Name: 'w', Scope: 'REGIONAL' }, undefined, `w\\|${UUID}\\|REGIONAL`],
    [
      'AWS::WAFv2::WebACL',
      { Name: 'w', Scope: 'CLOUDFRONT' },
      'Arn',
      `arn:aws:wafv2:${REGION}:global/webacl/w/${UUID}`,
    ],
    ['AWS::Lambda::EventSourceMapping', {}, 'Id', UUID],
    ['AWS::Unlisted::Thing', {}, undefined, 'shop-dev-It-[A-Z0-9]{12}'],
    ['AWS::Unlisted::Thing', {}, 'Arn', `arn:aws:unlisted:${REGION}:shop-dev-It-[A-Z0-9]{12}`],
  ])('%s %j %s', (type, properties, attribute, pattern) => {
    expect(read(type, properties, attribute)).toMatch(new RegExp(`^${pattern}$`));
  });

  it('and stay the same over restarts', () => {
    expect(read('AWS::ApiGateway::RestApi', {})).toBe(read('AWS::ApiGateway::RestApi', {}));
  });

  it('and differ between logical ids and between stacks', () => {
    const Resources = { A: { Type: 'AWS::ApiGateway::RestApi' }, B: { Type: 'AWS::ApiGateway::RestApi' } };
    const dev = aStack({ Resources });
    const prod = aStack({ Resources }, { stackName: 'shop-prod' });
    const ids = [...dev.resources(), ...prod.resources()].map(({ physicalId }) => physicalId);

    expect(new Set(ids).size).toBe(4);
  });

  it('a second version of a function gets the next number', () => {
    const First = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: 'f' } };
    const Other = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: 'g' } };

    expect(read('AWS::Lambda::Version', { FunctionName: 'f' }, 'Version', { First, Other })).toBe('2');
  });
});

describe('attributes that nobody can know here', () => {
  it.each([
    ['AWS::Unlisted::Thing', 'Color', 'It (AWS::Unlisted::Thing) has no attribute Color; known here: Id, Arn'],
    ['Custom::Thing', 'Arn', 'It (Custom::Thing) has no attribute Arn; known here: none'],
    [
      'AWS::DynamoDB::Table',
      'constructor',
      'It (AWS::DynamoDB::Table) has no attribute constructor; known here: Arn, StreamArn',
    ],
  ])('%s.%s', (type, attribute, message) => {
    expect(refusalOf(() => read(type, {}, attribute)).message).toBe(`${message} (at Resources.It)`);
  });
});
