/** What is read from a template, and what of it the start-up report names. */

import { reportSupport } from '../../../local/stack/support.ts';
import { readUserPools } from '../../../local/user-pool/read-user-pools.ts';
import { userPoolSupport } from '../../../local/user-pool/support.ts';
import { aStack, aTemplate } from './a-user-pool.ts';

const read = (pool: object = {}, client: object = {}) => {
  const [definition] = readUserPools(aStack(aTemplate({ ...pool }, { ...client })));
  if (definition === undefined) throw new Error('There is no pool');
  return definition;
};
const readClient = (client: object) => read({}, client).clients[0];

describe('a user pool of the template', () => {
  it('has the ids that references give', () => {
    const { id, arn, groupNames } = read();

    expect(id).toMatch(/^us-east-1_\w{9}$/);
    expect(arn).toBe(`arn:aws:cognito-idp:us-east-1:123456789012:userpool/${id}`);
    expect(groupNames).toEqual(['admins']);
  });

  it('has the policy of the template, where what is not asked for is not needed', () => {
    expect(
      read({ Policies: { PasswordPolicy: { MinimumLength: '12', RequireSymbols: 'true' } } }).passwordPolicy,
    ).toEqual({
      minimumLength: 12,
      requiresUppercase: false,
      requiresLowercase: false,
      requiresNumbers: false,
      requiresSymbols: true,
      temporaryPasswordDays: 7,
    });
  });

  it("has AWS's policy where the template has none", () => {
    expect(read({ Policies: {} }).passwordPolicy).toEqual({
      minimumLength: 8,
      requiresUppercase: true,
      requiresLowercase: true,
      requiresNumbers: true,
      requiresSymbols: true,
      temporaryPasswordDays: 7,
    });
  });

  it('knows names by case unless told otherwise', () => {
    const { UsernameConfiguration, ...rest } = aTemplate().Resources.Pool.Properties as Record<string, unknown>;
    const template = { Resources: { Pool: { Type: 'AWS::Cognito::UserPool', Properties: rest } } };

    expect(UsernameConfiguration).toBeDefined();
    expect(readUserPools(aStack(template))[0]?.isCaseSensitive).toBe(true);
    expect(read().isCaseSensitive).toBe(false);
  });

  it.each([
    [undefined, true],
    [[{ Name: 'verified_email', Priority: 1 }], true],
    [
      [
        { Name: 'verified_phone_number', Priority: 1 },
        { Name: 'verified_email', Priority: 2 },
      ],
      true,
    ],
    [[{ Name: 'admin_only', Priority: 1 }], false],
  ])('with the recovery mechanisms %j recovers by email: %s', (RecoveryMechanisms, expected) => {
    const setting = RecoveryMechanisms && { AccountRecoverySetting: { RecoveryMechanisms } };

    expect(read(setting).recoversByEmail).toBe(expected);
  });

  it('has the standard attributes with their limits, and its own', () => {
    const { attributes } = read();

    expect(attributes.get('name')).toEqual({
      ...{ type: 'String', isRequired: true, isMutable: true, minimum: 1, maximum: 50 },
    });
    expect(attributes.get('nickname')).toEqual({
      ...{ type: 'String', isRequired: false, isMutable: true, minimum: 0, maximum: 2048 },
    });
    expect(attributes.get('custom:shelf')).toEqual({
      ...{ type: 'Number', isRequired: false, isMutable: true, minimum: 1, maximum: 9 },
    });
    expect(attributes.get('custom:joined')).toMatchObject({ isMutable: false });
  });
});

describe('an app client of the template', () => {
  it.each([
    [{}, 3600, 3600, 30 * 86_400],
    [{ AccessTokenValidity: 0, IdTokenValidity: 0, RefreshTokenValidity: 0 }, 3600, 3600, 30 * 86_400],
    [{ AccessTokenValidity: 2, IdTokenValidity: '3', RefreshTokenValidity: 4 }, 7200, 10_800, 4 * 86_400],
    [
      {
        AccessTokenValidity: 301,
        IdTokenValidity: 5,
        RefreshTokenValidity: 61,
        TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'minutes', RefreshToken: 'hours' },
      },
      301,
      300,
      219_600,
    ],
  ])('with %j gives tokens for %i, %i and %i seconds', (properties, access, id, refresh) => {
    const none = { AccessTokenValidity: undefined, IdTokenValidity: undefined, RefreshTokenValidity: undefined };
    const client = JSON.parse(JSON.stringify({ ...none, TokenValidityUnits: undefined, ...properties })) as object;
    const template = aTemplate();
    const { UserPoolId } = template.Resources.Client.Properties;
    const Client = { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId, ...client } };
    const [pool] = readUserPools(aStack({ Resources: { ...template.Resources, Client } }));

    expect(pool?.clients[0]).toMatchObject({
      accessTokenSeconds: access,
      idTokenSeconds: id,
      refreshTokenSeconds: refresh,
    });
  });

  it.each([
    [['ALLOW_USER_PASSWORD_AUTH'], ['ALLOW_USER_PASSWORD_AUTH']],
    [['USER_PASSWORD_AUTH'], ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    [['ADMIN_NO_SRP_AUTH'], ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ])('with the flows %j allows %j', (ExplicitAuthFlows, expected) => {
    expect([...(readClient({ ExplicitAuthFlows })?.authFlows ?? [])]).toEqual(expected);
  });

  it('may write what the pool requires, and reads standard attributes unless told otherwise', () => {
    const client = readClient({ WriteAttributes: ['nickname'] });

    expect([...(client?.writableAttributes ?? [])]).toEqual(['nickname', 'email', 'name']);
    expect(client?.readableAttributes.has('email_verified')).toBe(true);
    expect(client?.readableAttributes.has('custom:shelf')).toBe(false);
  });
});

describe('the support report for user pools', () => {
  const report = (pool: object = {}, client: object = {}) =>
    reportSupport(aStack(aTemplate({ ...pool }, { ...client })), [userPoolSupport]).notSupported;

  it('names nothing in a usual pool', () => {
    const usual = {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      MfaConfiguration: 'OFF',
      UserPoolName: 'shop',
      VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    };
    expect(report(usual, { ClientName: 'storefront', GenerateSecret: false })).toEqual([]);
  });

  it.each([
    [{ LambdaConfig: { PreSignUp: 'arn' } }, {}, 'LambdaConfig', 'no triggers are run here'],
    [{ MfaConfiguration: 'OPTIONAL' }, {}, 'MfaConfiguration', 'there is no second factor here'],
    [
      { UsernameAttributes: ['email', 'phone_number'] },
      {},
      'UsernameAttributes.phone_number',
      'there is no telephone here',
    ],
    [{ SomethingNew: 1 }, {}, 'SomethingNew', undefined],
    [
      {},
      { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
      'ExplicitAuthFlows.ALLOW_USER_SRP_AUTH',
      'users sign in by password only',
    ],
    [{}, { CallbackURLs: ['x'] }, 'CallbackURLs', 'the hosted sign-in pages are not served here'],
  ])('names what %j %j asks for in vain', (pool, client, property, reason) => {
    expect(report(pool, client)).toEqual([
      expect.objectContaining({ property, ...(reason === undefined ? {} : { reason }) }),
    ]);
  });
});
