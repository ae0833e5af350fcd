/** What each type of resource costs while nobody uses it, in us-east-1. Prices change: AWS has a page for each service. */

type Properties = Readonly<Record<string, unknown>>;

export interface Price {
  /** What a bill counts instead of time. */
  readonly billedFor: string;
  /** Says what is billed by the hour after all with these properties. */
  readonly hourly?: (properties: Properties) => string | undefined;
}

const NOTHING: Price = { billedFor: 'nothing' };
const REQUESTS: Price = { billedFor: 'requests' };

/** Costs nothing but storage. */
export const freeWhenIdle: Readonly<Record<string, Price>> = {
  'AWS::ApiGateway::Account': NOTHING,
  'AWS::ApiGateway::ApiKey': NOTHING,
  'AWS::ApiGateway::Deployment': NOTHING,
  'AWS::ApiGateway::RestApi': REQUESTS,
  'AWS::ApiGateway::Stage': {
    billedFor: 'nothing',
    hourly: ({ CacheClusterEnabled }) => (CacheClusterEnabled ? 'a cache' : undefined),
  },
  'AWS::ApiGateway::UsagePlan': NOTHING,
  'AWS::ApiGateway::UsagePlanKey': NOTHING,
  'AWS::ApiGatewayV2::Api': { billedFor: 'requests; messages and connected minutes' },
  'AWS::ApiGatewayV2::Authorizer': NOTHING,
  'AWS::ApiGatewayV2::Deployment': NOTHING,
  'AWS::ApiGatewayV2::Integration': NOTHING,
  'AWS::ApiGatewayV2::Route': NOTHING,
  'AWS::ApiGatewayV2::RouteResponse': NOTHING,
  'AWS::ApiGatewayV2::Stage': NOTHING,
  'AWS::CloudFront::Distribution': { billedFor: 'requests and traffic, after a free allowance of a month' },
  'AWS::CloudFront::Function': { billedFor: 'invocations' },
  'AWS::CloudFront::OriginAccessControl': NOTHING,
  'AWS::CloudFront::ResponseHeadersPolicy': NOTHING,
  'AWS::Cognito::UserPool': {
    billedFor: 'users who sign in within a month, after 10,000 free ones',
    hourly: ({ UserPoolTier = 'ESSENTIALS' }) => (UserPoolTier === 'PLUS' ? 'the plan Plus, for each user' : undefined),
  },
  'AWS::Cognito::UserPoolClient': NOTHING,
  'AWS::Cognito::UserPoolGroup': NOTHING,
  'AWS::DynamoDB::Table': {
    billedFor: 'requests and storage; with point-in-time recovery for storage twice',
    hourly: ({ BillingMode }) => (BillingMode === 'PAY_PER_REQUEST' ? undefined : 'provisioned capacity'),
  },
  'AWS::IAM::Role': NOTHING,
  'AWS::Lambda::Alias': {
    billedFor: 'nothing',
    hourly: ({ ProvisionedConcurrencyConfig }) =>
      ProvisionedConcurrencyConfig ? 'provisioned concurrency' : undefined,
  },
  // Reading a stream for a function is free. Source: "Amazon DynamoDB pricing for on-demand capacity", Streams.
  'AWS::Lambda::EventSourceMapping': {
    billedFor: 'nothing but the calls of its function',
    hourly: ({ ProvisionedPollerConfig }) => (ProvisionedPollerConfig ? 'provisioned pollers' : undefined),
  },
  'AWS::Lambda::Function': { billedFor: 'requests and the time that they take' },
  'AWS::Lambda::Permission': NOTHING,
  'AWS::Lambda::Version': { billedFor: 'nothing; an account has 75 GB for all packages' },
  'AWS::Logs::LogGroup': { billedFor: 'what is written, and storage' },
  'AWS::S3::Bucket': { billedFor: 'requests and storage' },
  'AWS::S3::BucketPolicy': NOTHING,
  'AWS::SNS::Subscription': NOTHING,
  'AWS::SNS::Topic': { billedFor: 'messages, after a thousand free emails a month' },
  'AWS::SNS::TopicPolicy': NOTHING,
  'AWS::SQS::Queue': REQUESTS,
  'AWS::SQS::QueuePolicy': NOTHING,
  'AWS::WAFv2::WebACLAssociation': NOTHING,
};

/** Billed by the month, used or not, in dollars. An account's first ten alarms and three dashboards are free, whoever has them. */
export const dollarsAMonth: Readonly<Record<string, (properties: Properties) => number>> = {
  // For each metric that it looks at.
  'AWS::CloudWatch::Alarm': ({ Metrics }) => 0.1 * (Array.isArray(Metrics) ? Metrics.length - 1 : 1),
  'AWS::CloudWatch::Dashboard': () => 3,
  'AWS::SecretsManager::Secret': () => 0.4,
  'AWS::WAFv2::WebACL': ({ Rules }) => 5 + (Array.isArray(Rules) ? Rules.length : 0),
};
