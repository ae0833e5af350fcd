/** What the local user pool makes of each property of the resource types it runs, for the start-up report. */

import type { StackResource } from '../stack/stack.ts';
import type { SupportTable } from '../stack/support.ts';
import type { Finding } from '../stack/support-paths.ts';
import { textsOf } from './properties.ts';

const PRINTED = 'codes are printed and shown in the inspector instead of being sent';
const NO_PHONE = 'there is no telephone here';
const NO_MANAGED_LOGIN = 'the hosted sign-in pages are not served here';
const NO_FEDERATION = 'users of other providers can not sign in here';
const DESCRIBES = 'describes the resource for people';

export const userPoolSupport: SupportTable = {
  'AWS::Cognito::UserPool': {
    run: [
      'AccountRecoverySetting',
      'AdminCreateUserConfig.AllowAdminCreateUserOnly',
      'AutoVerifiedAttributes',
      'MfaConfiguration',
      'Policies.PasswordPolicy',
      'Schema',
      'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate',
      'UsernameAttributes',
      'UsernameConfiguration.CaseSensitive',
    ],
    noEffect: {
      'AdminCreateUserConfig.InviteMessageTemplate': PRINTED,
      DeletionProtection: 'only --reset deletes local users',
      EmailConfiguration: PRINTED,
      EmailVerificationMessage: PRINTED,
      EmailVerificationSubject: PRINTED,
      'Schema.*.DeveloperOnlyAttribute': 'AWS has replaced it by what clients may read and write',
      UserPoolName: 'pools are known by their ids',
      UserPoolTags: DESCRIBES,
      UserPoolTier: 'nothing is billed here',
      VerificationMessageTemplate: PRINTED,
    },
    notSupported: {
      'AdminCreateUserConfig.UnusedAccountValidityDays': 'use Policies.PasswordPolicy.TemporaryPasswordValidityDays',
      AliasAttributes: 'users sign in by their name, or by their address with UsernameAttributes',
      DeviceConfiguration: 'devices are not remembered here',
      EmailAuthenticationMessage: 'users sign in by password only',
      EmailAuthenticationSubject: 'users sign in by password only',
      EnabledMfas: 'there is no second factor here',
      LambdaConfig: 'no triggers are run here',
      'Policies.PasswordPolicy.PasswordHistorySize': 'former passwords are not kept here',
      'Policies.SignInPolicy': 'users sign in by password only',
      SmsAuthenticationMessage: NO_PHONE,
      SmsConfiguration: NO_PHONE,
      SmsVerificationMessage: NO_PHONE,
      UserPoolAddOns: 'there is no threat protection here',
      WebAuthnRelyingPartyID: 'users sign in by password only',
      WebAuthnUserVerification: 'users sign in by password only',
    },
    examine: examinePool,
  },
  'AWS::Cognito::UserPoolClient': {
    run: [
      'AccessTokenValidity',
      'EnableTokenRevocation',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenValidity',
      'TokenValidityUnits',
      'UserPoolId',
      'WriteAttributes',
    ],
    noEffect: { ClientName: DESCRIBES },
    notSupported: {
      AllowedOAuthFlows: NO_MANAGED_LOGIN,
      AllowedOAuthFlowsUserPoolClient: NO_MANAGED_LOGIN,
      AllowedOAuthScopes: NO_MANAGED_LOGIN,
      AnalyticsConfiguration: 'there is no Pinpoint here',
      AuthSessionValidity: 'the time for a new password is three minutes here',
      CallbackURLs: NO_MANAGED_LOGIN,
      DefaultRedirectURI: NO_MANAGED_LOGIN,
      EnablePropagateAdditionalUserContextData: 'there is no threat protection here',
      LogoutURLs: NO_MANAGED_LOGIN,
      RefreshTokenRotation: 'a refresh token stays the same until it expires here',
      SupportedIdentityProviders: NO_FEDERATION,
    },
    examine: examineClient,
  },
  'AWS::Cognito::UserPoolGroup': {
    run: ['GroupName', 'UserPoolId'],
    noEffect: { Description: DESCRIBES, Precedence: 'it only chooses between roles' },
    notSupported: { RoleArn: 'there are no identity pools here' },
  },
};

const SERVED_FLOWS =
  /^(?:ALLOW_(?:ADMIN_)?USER_PASSWORD_AUTH|USER_PASSWORD_AUTH|ADMIN_NO_SRP_AUTH|ALLOW_REFRESH_TOKEN_AUTH)$/;

function examineClient({ properties }: StackResource): readonly Finding[] {
  const others = textsOf(properties.ExplicitAuthFlows).filter((flow) => !SERVED_FLOWS.test(flow));
  return others.map((flow) => notSupported(`ExplicitAuthFlows.${flow}`, 'users sign in by password only'));
}

function examinePool({ properties }: StackResource): readonly Finding[] {
  const listed = ['UsernameAttributes', 'AutoVerifiedAttributes'].filter((name) =>
    textsOf(properties[name]).includes('phone_number'),
  );
  const phone = listed.map((name) => notSupported(`${name}.phone_number`, NO_PHONE));
  const { MfaConfiguration = 'OFF' } = properties;
  const isOff = MfaConfiguration === 'OFF';
  return isOff ? phone : [...phone, notSupported('MfaConfiguration', 'there is no second factor here')];
}

function notSupported(property: string, reason: string): Finding {
  return { verdict: 'notSupported', property, reason };
}
