/** Ids and attributes of who may do what: IAM and Cognito. */

import {
  arn,
  generatedName,
  type IdentityRow,
  LOWER,
  MIXED,
  nameFrom,
  type ResourceFacts,
  shortId,
  stableId,
  stableUuid,
  textProperty,
  UPPER,
} from './identity.ts';

const poolId = (resource: ResourceFacts) => `${resource.environment.region}_${stableId(resource, MIXED, 9)}`;
const providerName = (resource: ResourceFacts) =>
  `cognito-idp.${resource.environment.region}.${resource.environment.urlSuffix}/${poolId(resource)}`;
const clientId = shortId(LOWER, 26);
const identityPoolId = (resource: ResourceFacts) => `${resource.environment.region}:${stableUuid(resource)}`;
const policyArn = (resource: ResourceFacts) =>
  arn(resource, 'iam', `policy${iamPath(resource)}${nameFrom('ManagedPolicyName')(resource)}`, 'global');

export const accessRows: readonly IdentityRow[] = [
  ['AWS::IAM::Role', { ref: nameFrom('RoleName'), attributes: iamAttributes('role', 'RoleName', 'RoleId', 'AROA') }],
  ['AWS::IAM::User', { ref: nameFrom('UserName'), attributes: iamAttributes('user', 'UserName', 'UserId', 'AIDA') }],
  [
    'AWS::IAM::Group',
    { ref: nameFrom('GroupName'), attributes: iamAttributes('group', 'GroupName', 'GroupId', 'AGPA') },
  ],
  ['AWS::IAM::Policy', { ref: generatedName, attributes: { Id: generatedName } }],
  ['AWS::IAM::RolePolicy', { ref: generatedName }],
  ['AWS::IAM::ManagedPolicy', { ref: policyArn, attributes: { PolicyArn: policyArn } }],
  [
    'AWS::Cognito::UserPool',
    {
      ref: poolId,
      attributes: {
        Arn: (resource) => arn(resource, 'cognito-idp', `userpool/${poolId(resource)}`),
        ProviderName: providerName,
        ProviderURL: (resource) => `https://${providerName(resource)}`,
        UserPoolId: poolId,
      },
    },
  ],
  [
    'AWS::Cognito::UserPoolClient',
    {
      ref: clientId,
      attributes: {
        ClientId: clientId,
        ClientSecret: (resource) => stableId(resource, LOWER, 51, 'secret'),
        Name: nameFrom('ClientName'),
      },
    },
  ],
  ['AWS::Cognito::UserPoolGroup', { ref: nameFrom('GroupName') }],
  ['AWS::Cognito::UserPoolUser', { ref: nameFrom('Username') }],
  ['AWS::Cognito::UserPoolUserToGroupAttachment', { ref: generatedName }],
  ['AWS::Cognito::UserPoolResourceServer', { ref: nameFrom('Identifier') }],
  ['AWS::Cognito::UserPoolIdentityProvider', { ref: nameFrom('ProviderName') }],
  [
    'AWS::Cognito::UserPoolDomain',
    {
      ref: nameFrom('Domain'),
      attributes: { CloudFrontDistribution: (resource) => `d${stableId(resource, LOWER, 13)}.cloudfront.net` },
    },
  ],
  [
    'AWS::Cognito::IdentityPool',
    { ref: identityPoolId, attributes: { Id: identityPoolId, Name: nameFrom('IdentityPoolName') } },
  ],
];

function iamPath(resource: ResourceFacts): string {
  return textProperty(resource, 'Path') ?? '/';
}

function iamAttributes(kind: string, nameProperty: string, idAttribute: string, idPrefix: string) {
  return {
    Arn: (resource: ResourceFacts) =>
      arn(resource, 'iam', `${kind}${iamPath(resource)}${nameFrom(nameProperty)(resource)}`, 'global'),
    [idAttribute]: (resource: ResourceFacts) => idPrefix + stableId(resource, UPPER, 17),
  };
}
