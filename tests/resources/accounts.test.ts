/** What the user pool promises to those who sign up. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const { UserPool, UserPoolClient, Admins } = parse(readFileSync('resources/accounts.yml', 'utf8')).Resources;
const outputs = parse(readFileSync('resources/outputs.yml', 'utf8')).Outputs;

describe('the user pool', () => {
  it('takes email addresses as names, in any case, and proves them by a code', () => {
    expect(UserPool.Properties).toMatchObject({
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    });
  });

  it('asks for ten characters with both cases and a digit', () => {
    expect(UserPool.Properties.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 10,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
    });
  });

  it('has a client without a secret that tells nobody who has an account', () => {
    expect(UserPoolClient.Properties).toMatchObject({
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
  });

  it('lets users write their address and their name, and nothing that proves anything', () => {
    expect(UserPoolClient.Properties.WriteAttributes).toEqual(['email', 'name']);
  });

  it('has the group that the authorizer of staff looks for', () => {
    const authorizer = readFileSync('functions/accounts/authorize-staff.ts', 'utf8');
    expect(authorizer).toContain(`'${Admins.Properties.GroupName}'`);
  });

  it('is found by its outputs', () => {
    expect([outputs.UserPoolId.Value, outputs.UserPoolClientId.Value]).toEqual([
      { Ref: 'UserPool' },
      { Ref: 'UserPoolClient' },
    ]);
  });
});
