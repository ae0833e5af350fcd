/** Ids and attributes of what stands in front or watches: CloudFront, WAF, certificates, DNS, logs, alarms, budgets. */

import {
  arn,
  generatedName,
  type Identity,
  type IdentityRow,
  LOWER,
  nameFrom,
  type ResourceFacts,
  shortId,
  stableId,
  stableUuid,
  textProperty,
  UPPER,
} from './identity.ts';

const distributionId = shortId(UPPER, 13, 'E');
const uuid = (resource: ResourceFacts) => stableUuid(resource);
const policyWithId: Identity = { ref: uuid, attributes: { Id: uuid, LastModifiedTime: () => '2026-01-01T00:00:00Z' } };
const edgeFunctionArn = (resource: ResourceFacts) =>
  arn(resource, 'cloudfront', `function/${nameFrom('Name')(resource)}`, 'global');
const certificateArn = (resource: ResourceFacts) => arn(resource, 'acm', `certificate/${stableUuid(resource)}`);
const logGroupName = nameFrom('LogGroupName');

export const edgeRows: readonly IdentityRow[] = [
  [
    'AWS::CloudFront::Distribution',
    {
      ref: distributionId,
      attributes: {
        Id: distributionId,
        DomainName: (resource) => `d${stableId(resource, LOWER, 13, 'domain')}.cloudfront.net`,
      },
    },
  ],
  ['AWS::CloudFront::OriginAccessControl', idRow(shortId(UPPER, 13, 'E'))],
  ['AWS::CloudFront::CachePolicy', policyWithId],
  ['AWS::CloudFront::OriginRequestPolicy', policyWithId],
  ['AWS::CloudFront::ResponseHeadersPolicy', policyWithId],
  [
    'AWS::CloudFront::Function',
    {
      ref: edgeFunctionArn,
      attributes: {
        FunctionARN: edgeFunctionArn,
        'FunctionMetadata.FunctionARN': edgeFunctionArn,
        Stage: () => 'LIVE',
      },
    },
  ],
  ['AWS::WAFv2::WebACL', wafRow('webacl', { LabelNamespace: wafLabels, Capacity: () => 0 })],
  ['AWS::WAFv2::IPSet', wafRow('ipset')],
  ['AWS::WAFv2::RegexPatternSet', wafRow('regexpatternset')],
  ['AWS::WAFv2::RuleGroup', wafRow('rulegroup', { LabelNamespace: wafLabels })],
  ['AWS::WAFv2::WebACLAssociation', { ref: associationId }],
  ['AWS::WAFv2::LoggingConfiguration', { ref: (resource) => textProperty(resource, 'ResourceArn') ?? '' }],
  ['AWS::CertificateManager::Certificate', { ref: certificateArn }],
  ['AWS::Route53::RecordSet', { ref: nameFrom('Name') }],
  ['AWS::Route53::HostedZone', idRow(shortId(UPPER, 13, 'Z'))],
  [
    'AWS::Logs::LogGroup',
    {
      ref: logGroupName,
      attributes: { Arn: (resource) => arn(resource, 'logs', `log-group:${logGroupName(resource)}:*`) },
    },
  ],
  ['AWS::Logs::LogStream', { ref: nameFrom('LogStreamName') }],
  ['AWS::Logs::MetricFilter', { ref: nameFrom('FilterName') }],
  ['AWS::Logs::SubscriptionFilter', { ref: nameFrom('FilterName') }],
  ['AWS::Logs::ResourcePolicy', { ref: nameFrom('PolicyName') }],
  ['AWS::Logs::QueryDefinition', { ref: uuid, attributes: { QueryDefinitionId: uuid } }],
  ['AWS::CloudWatch::Alarm', alarmRow()],
  ['AWS::CloudWatch::CompositeAlarm', alarmRow()],
  ['AWS::CloudWatch::Dashboard', { ref: nameFrom('DashboardName') }],
  ['AWS::Budgets::Budget', { ref: generatedName }],
];

function idRow(ref: (resource: ResourceFacts) => string): Identity {
  return { ref, attributes: { Id: ref } };
}

function alarmRow(): Identity {
  const ref = nameFrom('AlarmName');
  return { ref, attributes: { Arn: (resource) => arn(resource, 'cloudwatch', `alarm:${ref(resource)}`) } };
}

/** WAF's Ref is `name|id|scope`; the ARN says `global` for CLOUDFRONT and `regional` otherwise. */
function wafRow(kind: string, more: Identity['attributes'] = {}): Identity {
  const name = nameFrom('Name');
  const scope = (resource: ResourceFacts) => textProperty(resource, 'Scope') ?? 'REGIONAL';
  const place = (resource: ResourceFacts) => (scope(resource) === 'CLOUDFRONT' ? 'global' : 'regional');
  return {
    ref: (resource) => `${name(resource)}|${uuid(resource)}|${scope(resource)}`,
    attributes: {
      Arn: (resource) => arn(resource, 'wafv2', `${place(resource)}/${kind}/${name(resource)}/${uuid(resource)}`),
      Id: uuid,
      ...more,
    },
  };
}

function wafLabels(resource: ResourceFacts): string {
  return `awswaf:${resource.environment.accountId}:webacl:${nameFrom('Name')(resource)}:`;
}

function associationId(resource: ResourceFacts): string {
  return `${textProperty(resource, 'WebACLArn') ?? ''}|${textProperty(resource, 'ResourceArn') ?? ''}`;
}
