/** Starts user pools from small templates for the tests of this folder, speaks to them with the real SDK, and cleans up. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { readStack } from '../../../local/stack/stack.ts';
import type { CodeDelivery } from '../../../local/user-pool/pool.ts';
import { readUserPools } from '../../../local/user-pool/read-user-pools.ts';
import { startUserPool, type UserPoolOptions, type UserPoolService } from '../../../local/user-pool/start-user-pool.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export const PASSWORD = 'Bookstore-1!';
export const EMAIL = 'ann@example.com';
export const STOREFRONT = 'http://localhost:8080';

export interface TestPool {
  readonly service: UserPoolService;
  readonly client: CognitoIdentityProviderClient;
  readonly poolId: string;
  readonly clientId: string;
  /** May refresh, with tokens of its own. */
  readonly otherClientId: string;
  readonly issuer: string;
  readonly codes: CodeDelivery[];
  readonly clock: { nowMs: number };
  readonly stateFolder: string;
  lastCode(): string;
  signUp(email?: string): Promise<string>;
  /** Signs up and confirms; gives the `sub`. */
  join(email?: string): Promise<string>;
  signIn(email?: string, password?: string): Promise<Tokens>;
}

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken: string;
}

const cleanUps: (() => unknown)[] = [];
/** Made by the first pool of a test file and given to the others: making one takes a while. */
let key: string | undefined;

/** To be called in afterEach. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanUps.splice(0).reverse()) await clean();
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'user-pool-test-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Properties = Readonly<Record<string, unknown>>;

export function aTemplate(pool: Properties = {}, client: Properties = {}) {
  return {
    Resources: {
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UsernameAttributes: ['email'],
          UsernameConfiguration: { CaseSensitive: false },
          AutoVerifiedAttributes: ['email'],
          Schema: [
            { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true },
            {
              Name: 'name',
              AttributeDataType: 'String',
              Required: true,
              Mutable: true,
              StringAttributeConstraints: { MinLength: '1', MaxLength: '50' },
            },
            {
              Name: 'shelf',
              AttributeDataType: 'Number',
              NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' },
            },
            { Name: 'joined', AttributeDataType: 'String', Mutable: false },
          ],
          Policies: {
            PasswordPolicy: { MinimumLength: 10, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
          },
          ...pool,
        },
      },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: { Ref: 'Pool' },
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          PreventUserExistenceErrors: 'ENABLED',
          AccessTokenValidity: 60,
          IdTokenValidity: 30,
          RefreshTokenValidity: 30,
          TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
          ...client,
        },
      },
      OtherClient: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
      Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' } },
    },
  };
}

export const aStack = (template: unknown) =>
  readStack(template, { stackName: 'shop', region: 'us-east-1', accountId: '123456789012' });

export interface PoolChanges {
  readonly pool?: Properties;
  readonly client?: Properties;
  readonly options?: Partial<UserPoolOptions>;
}

export async function aUserPool({ pool, client, options }: PoolChanges = {}): Promise<TestPool> {
  const pools = readUserPools(aStack(aTemplate(pool, client)));
  const clock = { nowMs: Date.now() };
  const codes: CodeDelivery[] = [];
  const stateFolder = options?.stateFolder ?? aFolder();
  const poolId = pools[0]?.id ?? '';
  const keyFile = join(stateFolder, `${poolId}.key.pem`);
  if (key !== undefined && !existsSync(keyFile)) writeFileSync(keyFile, key, { mode: 0o600 });
  const service = await startUserPool({
    port: 0,
    host: '127.0.0.1',
    pools,
    stateFolder,
    allowedOrigins: [STOREFRONT],
    onCode: (code) => codes.push(code),
    now: () => clock.nowMs,
    ...options,
  });
  cleanUps.push(() => service.close());
  key ??= readFileSync(keyFile, 'utf8');
  const clientId = pools[0]?.clients[0]?.id ?? '';
  const otherClientId = pools[0]?.clients[1]?.id ?? '';
  const sdk = anSdkClient(service.url);
  return {
    ...{ service, client: sdk, poolId, clientId, otherClientId, codes, clock, stateFolder },
    issuer: `${service.url}/${poolId}`,
    lastCode: () => codes.at(-1)?.code ?? '',
    ...toShortcuts(sdk, clientId, () => codes.at(-1)?.code ?? ''),
  };
}

export function anSdkClient(endpoint: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  cleanUps.push(() => client.destroy());
  return client;
}

function toShortcuts(client: CognitoIdentityProviderClient, ClientId: string, lastCode: () => string) {
  const signUp = async (email = EMAIL) => {
    const input = { ClientId, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'name', Value: 'Ann' }] };
    return (await client.send(new SignUpCommand(input))).UserSub ?? '';
  };
  return {
    signUp,
    join: async (email = EMAIL) => {
      const sub = await signUp(email);
      await client.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: lastCode() }));
      return sub;
    },
    signIn: async (email = EMAIL, password = PASSWORD) => {
      const AuthParameters = { USERNAME: email, PASSWORD: password };
      const answer = await client.send(
        new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
      );
      const { AccessToken = '', IdToken = '', RefreshToken = '' } = answer.AuthenticationResult ?? {};
      return { AccessToken, IdToken, RefreshToken };
    },
  };
}

/** A user as an administrator makes one, ready to sign in. */
export async function anInvitedUser({ client, poolId }: TestPool, email: string): Promise<string> {
  const { User } = await client.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: email,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'name', Value: 'Ben' },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  const password = { UserPoolId: poolId, Username: email, Password: PASSWORD, Permanent: true };
  await client.send(new AdminSetUserPasswordCommand(password));
  return User?.Username ?? '';
}

/** The error's name and message, or undefined when there is none. */
export async function refusalOf(call: Promise<unknown>): Promise<{ name: string; message: string } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

/** The payload, unchecked. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
