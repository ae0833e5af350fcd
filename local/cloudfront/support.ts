/** What of a distribution in front of an API runs here. */

import { findText, type Properties, toList, toProperties } from '../api-gateway/properties.ts';
import type { Stack, StackResource } from '../stack/stack.ts';
import type { SupportTable } from '../stack/support.ts';
import type { Finding } from '../stack/support-paths.ts';
import { configOf, defaultOrigin, isOnServer } from './distribution.ts';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** AllViewer and AllViewerExceptHostHeader, AWS's managed policies. */
const ALL_VIEWER = ['216adef6-5c7f-47e4-b989-5492eafa07d3', 'b689b0a8-53d0-40ab-baf2-68738e2966ac'];
const NO_TLS = 'there is no TLS on this machine';

const PROPERTIES: SupportTable = {
  'AWS::CloudFront::Distribution': {
    run: [
      'DistributionConfig.Aliases',
      'DistributionConfig.DefaultCacheBehavior.AllowedMethods',
      'DistributionConfig.DefaultCacheBehavior.FunctionAssociations',
      'DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId',
      'DistributionConfig.Origins.*.DomainName',
      'DistributionConfig.Origins.*.OriginCustomHeaders',
      'DistributionConfig.Origins.*.OriginPath',
    ],
    noEffect: {
      'DistributionConfig.Origins.*.CustomOriginConfig': NO_TLS,
      'DistributionConfig.ViewerCertificate': NO_TLS,
    },
  },
  'AWS::CloudFront::Function': {
    run: ['FunctionCode'],
    noEffect: {
      AutoPublish: 'the code of the template always runs here',
      FunctionConfig: 'the Node.js of this machine runs the code',
      Name: 'nothing here lists functions by name',
    },
  },
};

/** `runsHere` says whether a host is one of the services on this machine. */
export function createCloudFrontSupport(runsHere: (host: string) => boolean): readonly SupportTable[] {
  const examine = (resource: StackResource, stack: Stack): readonly Finding[] =>
    isOnServer(resource) ? examineDistribution(resource, stack, runsHere) : [];
  return [PROPERTIES, { 'AWS::CloudFront::Distribution': { examine } }];
}

function examineDistribution(
  resource: StackResource,
  stack: Stack,
  runsHere: (host: string) => boolean,
): readonly Finding[] {
  const config = configOf(resource.properties);
  const { DomainName } = defaultOrigin(config);
  const [served] = stack.resources('AWS::CloudFront::Distribution').filter(isOnServer);
  if (served?.logicalId !== resource.logicalId)
    return [notSupported('only the first distribution of its kind is served')];
  return [
    ...(runsHere(findText(DomainName) ?? '')
      ? []
      : [notSupported(`nothing here is its origin ${findText(DomainName)}`)]),
    ...examineBehavior(toProperties(config.DefaultCacheBehavior)),
  ];
}

function examineBehavior({
  CachePolicyId,
  OriginRequestPolicyId,
  FunctionAssociations,
}: Properties): readonly Finding[] {
  const events = toList(FunctionAssociations).map((it) => findText(toProperties(it).EventType));
  return [
    ...(CachePolicyId === CACHING_DISABLED ? [] : [notSupported('nothing is cached here', 'CachePolicyId')]),
    ...(ALL_VIEWER.includes(findText(OriginRequestPolicyId) ?? '')
      ? []
      : [notSupported('all that the viewer sends goes on to the origin here', 'OriginRequestPolicyId')]),
    ...(events.includes('viewer-response')
      ? [notSupported('nothing runs on responses here', 'FunctionAssociations')]
      : []),
  ];
}

const notSupported = (reason: string, member?: string): Finding => ({
  verdict: 'notSupported',
  reason,
  ...(member !== undefined && { property: `DistributionConfig.DefaultCacheBehavior.${member}` }),
});
