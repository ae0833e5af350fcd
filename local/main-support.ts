/** What no service of this machine runs because it only has a meaning on AWS. */

import type { SupportTable } from './stack/support.ts';

const NO_RIGHTS = 'rights are not checked here: every service may call every other';
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
  'AWS::Logs::LogGroup': { noEffect: { LogGroupName: PRINTED, RetentionInDays: PRINTED } },
};
