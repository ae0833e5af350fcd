/** What a stack holds of people's data, and what keeps it from being deleted. */

import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ResourceNotFoundException as NoUserPool,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException as NoTable,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '../aws/in-parallel.ts';
import { type DeployedStack, resourcesOf } from '../aws/stack.ts';

interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamoDb: DynamoDBClient;
}

export interface Store {
  readonly kind: 'table' | 'user pool';
  readonly logicalId: string;
  readonly physicalId: string;
  /** Items or users, as AWS counted them some hours ago. */
  readonly size: number;
  readonly isProtected: boolean;
}

/** Without those that are gone already. */
export async function readStores(clients: Clients, stack: DeployedStack): Promise<readonly Store[]> {
  const tables = await inParallel(resourcesOf(stack, 'AWS::DynamoDB::Table'), async ({ logicalId, physicalId }) => {
    const { Table } = await clients.dynamoDb.send(new DescribeTableCommand({ TableName: physicalId })).catch(ifGone);
    if (Table === undefined) return undefined;
    const { ItemCount: size = 0, DeletionProtectionEnabled: isProtected = false } = Table;
    return { kind: 'table' as const, logicalId, physicalId, size, isProtected };
  });
  const pools = await inParallel(resourcesOf(stack, 'AWS::Cognito::UserPool'), async ({ logicalId, physicalId }) => {
    const { UserPool } = await clients.cognito
      .send(new DescribeUserPoolCommand({ UserPoolId: physicalId }))
      .catch(ifGone);
    if (UserPool === undefined) return undefined;
    const { EstimatedNumberOfUsers: size = 0, DeletionProtection } = UserPool;
    return { kind: 'user pool' as const, logicalId, physicalId, size, isProtected: DeletionProtection === 'ACTIVE' };
  });
  return [...tables, ...pools].filter((it) => it !== undefined);
}

export async function liftProtection({ cognito, dynamoDb }: Clients, { kind, physicalId }: Store): Promise<void> {
  if (kind === 'table') {
    await dynamoDb.send(new UpdateTableCommand({ TableName: physicalId, DeletionProtectionEnabled: false }));
    return;
  }
  const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: physicalId }));
  // Whatever an update leaves out becomes AWS's default, and this pool may live on if the removal fails.
  const { Policies, AutoVerifiedAttributes, VerificationMessageTemplate, UserAttributeUpdateSettings } = UserPool;
  const { MfaConfiguration, AccountRecoverySetting, EmailConfiguration, UserPoolTags, AdminCreateUserConfig } =
    UserPool;
  const { AllowAdminCreateUserOnly } = AdminCreateUserConfig ?? {};
  await cognito.send(
    new UpdateUserPoolCommand({
      ...{ Policies, AutoVerifiedAttributes, VerificationMessageTemplate, UserAttributeUpdateSettings },
      ...{ MfaConfiguration, AccountRecoverySetting, EmailConfiguration, UserPoolTags },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly },
      UserPoolId: physicalId,
      DeletionProtection: 'INACTIVE',
    }),
  );
}

function ifGone(error: unknown): { readonly Table?: undefined; readonly UserPool?: undefined } {
  if (error instanceof NoTable || error instanceof NoUserPool) return {};
  throw error;
}
