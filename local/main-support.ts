/** What the services of this machine, taken together, run of a template, and what has a meaning on AWS alone. */

import type { Stack } from './stack/stack.ts';
import type { SupportTable } from './stack/support.ts';

/** The AWS services that an API's integration can call here, Lambda aside. */
export function listPlayedServices(stack: Stack): ReadonlySet<string> {
  const hasUserPool = stack.resources('AWS::Cognito::UserPool').length > 0;
  return new Set(['dynamodb', ...(hasUserPool ? ['cognito-idp'] : [])]);
}

const NO_RIGHTS = 'rights are not checked here: every service may call every other';
const NO_METRICS = 'there are no metrics to look at here';
const NO_ALARMS = 'no alarm ever rings here';
const PRINTED = 'logs are printed on the console and shown in the inspector';

export const accountSupport: SupportTable = {
  'AWS::IAM::Role': {
    noEffect: {
      AssumeRolePolicyDocument: NO_RIGHTS,
      ManagedPolicyArns: NO_RIGHTS,
      Path: NO_RIGHTS,
      Policies: NO_RIGHTS,
      RoleName: NO_RIGHTS,
    },
  },
  'AWS::SecretsManager::Secret': {
    run: ['GenerateSecretString', 'Name', 'SecretString'],
    noEffect: {
      Description: 'describes the secret for people',
      KmsKeyId: 'secrets are kept in the state folder, for this user alone',
      Tags: 'describes the secret for people',
    },
  },
  'AWS::CloudWatch::Alarm': { noEffect: { '*': NO_METRICS } },
  'AWS::CloudWatch::Dashboard': { noEffect: { '*': NO_METRICS } },
  'AWS::Logs::LogGroup': { noEffect: { LogGroupName: PRINTED, RetentionInDays: PRINTED } },
  'AWS::SNS::Subscription': { noEffect: { '*': NO_ALARMS } },
  'AWS::SNS::Topic': { noEffect: { '*': NO_ALARMS } },
  'AWS::SNS::TopicPolicy': { noEffect: { '*': NO_RIGHTS } },
};
