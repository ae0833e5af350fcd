/** Reads from the template how a static site is hosted: its CloudFront distribution, and the headers that one adds. */

import type { AddressEntry } from '../stack/addresses.ts';
import type { Stack } from '../stack/stack.ts';
import type { SupportTable } from '../stack/support.ts';
import { isMembers } from '../stack/template.ts';

export interface Hosting {
  /** Of the distribution. */
  readonly logicalId: string;
  /** Such as `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
  /** Of the distribution's response headers policy. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The first distribution whose default origin is a bucket. */
export function findHosting(stack: Stack): Hosting | undefined {
  const distribution = stack
    .resources('AWS::CloudFront::Distribution')
    .find(({ properties }) => isOnBucket(properties));
  if (!distribution) return undefined;
  const policyId = at(distribution.properties, 'DistributionConfig', 'DefaultCacheBehavior', 'ResponseHeadersPolicyId');
  const policy = stack.resources('AWS::CloudFront::ResponseHeadersPolicy').find((it) => it.physicalId === policyId);
  return {
    logicalId: distribution.logicalId,
    domainName: String(distribution.attribute('DomainName')),
    headers: policy ? toHeaders(policy.properties) : {},
  };
}

/** A policy's hosts, wildcards included, replaced by the local origins that stand for them. */
export function toLocalPolicy(policy: string, addresses: readonly AddressEntry[]): string {
  const local = policy.replace(/(https|wss):\/\/([*\w.-]+)/g, (source, scheme: string, host: string) => {
    const suffix = host.startsWith('*.') ? host.slice(1) : undefined;
    const matching = addresses.filter(({ awsHost }) => awsHost === host || (suffix && awsHost.endsWith(suffix)));
    const family = scheme === 'wss' ? 'ws:' : 'http:';
    const origins = matching.map(({ localOrigin }) => localOrigin.replace(/^\w+:/, family));
    return origins.length > 0 ? [...new Set(origins)].join(' ') : source;
  });
  return toNameable(local);
}

/** The policy with one more origin that scripts may connect to. */
export function allowConnection(policy: string, origin: string): string {
  return policy.replace(/(^|;\s*)connect-src\s/, (start) => `${start}${toNameable(origin)} `);
}

/** A policy can't name an IPv6 address, so that any host stands for one. */
const toNameable = (text: string): string => text.replace(/\[[\da-f:]+\]/g, '*');

function isOnBucket(properties: unknown): boolean {
  const target = at(properties, 'DistributionConfig', 'DefaultCacheBehavior', 'TargetOriginId');
  const origins = at(properties, 'DistributionConfig', 'Origins');
  const origin = Array.isArray(origins) ? origins.find((it) => at(it, 'Id') === target) : undefined;
  return at(origin, 'S3OriginConfig') !== undefined;
}

function toHeaders(properties: unknown): Readonly<Record<string, string>> {
  const security = at(properties, 'ResponseHeadersPolicyConfig', 'SecurityHeadersConfig');
  const custom = at(properties, 'ResponseHeadersPolicyConfig', 'CustomHeadersConfig', 'Items');
  const headers = {
    'Content-Security-Policy': at(security, 'ContentSecurityPolicy', 'ContentSecurityPolicy'),
    'X-Frame-Options': at(security, 'FrameOptions', 'FrameOption'),
    'Referrer-Policy': at(security, 'ReferrerPolicy', 'ReferrerPolicy'),
    ...Object.fromEntries(
      (Array.isArray(custom) ? custom : []).map((item) => [String(at(item, 'Header')), at(item, 'Value')]),
    ),
  };
  const present = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((members, name) => (isMembers(members) ? members[name] : undefined), value);
}

const ONE_COMPUTER = 'one computer serves one visitor here';
const NO_TLS = 'there is no TLS on this machine';
const FROM_FOLDER = 'files are served from the build folder';

export const storefrontSupport: SupportTable = {
  'AWS::CloudFront::Distribution': {
    run: [
      'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId',
      'DistributionConfig.DefaultCacheBehavior.TargetOriginId',
      'DistributionConfig.Origins.*.Id',
      'DistributionConfig.Origins.*.S3OriginConfig',
    ],
    noEffect: {
      'DistributionConfig.Aliases': 'the storefront is on localhost here',
      'DistributionConfig.Comment': 'describes the distribution for people',
      'DistributionConfig.DefaultCacheBehavior.CachePolicyId': ONE_COMPUTER,
      'DistributionConfig.DefaultCacheBehavior.Compress': 'texts are always compressed here',
      'DistributionConfig.DefaultRootObject': 'index.html is always the first page here',
      'DistributionConfig.Enabled': FROM_FOLDER,
      'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy': NO_TLS,
      'DistributionConfig.HttpVersion': 'HTTP/1.1 is spoken here',
      'DistributionConfig.IPV6Enabled': ONE_COMPUTER,
      'DistributionConfig.Origins.*.DomainName': FROM_FOLDER,
      'DistributionConfig.Origins.*.OriginAccessControlId': FROM_FOLDER,
      'DistributionConfig.PriceClass': ONE_COMPUTER,
      'DistributionConfig.ViewerCertificate': NO_TLS,
    },
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    run: [
      'ResponseHeadersPolicyConfig.CustomHeadersConfig',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentTypeOptions',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.FrameOptions',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ReferrerPolicy',
    ],
    noEffect: {
      'ResponseHeadersPolicyConfig.Name': 'nothing here lists policies by name',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity': NO_TLS,
    },
  },
  'AWS::CloudFront::OriginAccessControl': { noEffect: { OriginAccessControlConfig: FROM_FOLDER } },
  'AWS::S3::Bucket': {
    noEffect: {
      BucketEncryption: FROM_FOLDER,
      BucketName: FROM_FOLDER,
      PublicAccessBlockConfiguration: FROM_FOLDER,
    },
  },
  'AWS::S3::BucketPolicy': { noEffect: { Bucket: FROM_FOLDER, PolicyDocument: FROM_FOLDER } },
};
