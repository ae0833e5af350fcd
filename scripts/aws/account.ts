/** Whose account a command is about to change. */

import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

export interface Caller {
  readonly accountId: string;
  /** The user or role. */
  readonly arn: string;
}

/** Also the first call of each command, so that wrong credentials show before anything has happened. */
export async function getCaller(client: STSClient): Promise<Caller> {
  const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  return { accountId: Account, arn: Arn };
}
