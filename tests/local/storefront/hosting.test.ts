/** How the template's static site is hosted here: its headers, and a policy that names the local origins. */

import { readStack } from '../../../local/stack/stack.ts';
import { allowConnection, findHosting, toLocalPolicy } from '../../../local/storefront/hosting.ts';

const ADDRESSES = [
  { awsHost: 'a1.execute-api.us-east-1.amazonaws.com', localOrigin: 'http://localhost:8081' },
  { awsHost: 'b2.execute-api.us-east-1.amazonaws.com', localOrigin: 'http://localhost:8082' },
  { awsHost: 'c3.execute-api.us-east-1.amazonaws.com', localOrigin: 'http://localhost:8082' },
  { awsHost: 'cognito-idp.us-east-1.amazonaws.com', localOrigin: 'http://localhost:8084' },
];

describe('toLocalPolicy', () => {
  it.each([
    ["a host's name", 'https://cognito-idp.us-east-1.amazonaws.com', 'http://localhost:8084'],
    [
      'a wildcard by all that it covers, each once',
      'https://*.execute-api.us-east-1.amazonaws.com',
      'http://localhost:8081 http://localhost:8082',
    ],
    ['a WebSocket by one', 'wss://b2.execute-api.us-east-1.amazonaws.com', 'ws://localhost:8082'],
    [
      'a WebSocket wildcard by such',
      'wss://*.execute-api.us-east-1.amazonaws.com',
      'ws://localhost:8081 ws://localhost:8082',
    ],
    [
      'nothing that is not here',
      'https://example.com https://*.example.com',
      'https://example.com https://*.example.com',
    ],
    [
      'no name that only ends alike',
      'https://evil-cognito-idp.us-east-1.amazonaws.com',
      'https://evil-cognito-idp.us-east-1.amazonaws.com',
    ],
    [
      "no wildcard's parent",
      'https://*.a1.execute-api.us-east-1.amazonaws.com',
      'https://*.a1.execute-api.us-east-1.amazonaws.com',
    ],
    ['no keyword', "default-src 'none'; img-src 'self' data:", "default-src 'none'; img-src 'self' data:"],
  ])('replaces %s', (_what, policy, expected) => {
    expect(toLocalPolicy(policy, ADDRESSES)).toBe(expected);
  });

  it('allows any host with the port where a policy could not name the address', () => {
    const addresses = [{ awsHost: 'a.example', localOrigin: 'http://[::1]:8081' }];
    expect(toLocalPolicy("connect-src 'self' https://a.example http://[::1]:8084", addresses)).toBe(
      "connect-src 'self' http://*:8081 http://*:8084",
    );
  });
});

const policy = {
  Type: 'AWS::CloudFront::ResponseHeadersPolicy',
  Properties: {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
        FrameOptions: { FrameOption: 'DENY', Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
      },
      CustomHeadersConfig: { Items: [{ Header: 'X-Robots-Tag', Value: 'none', Override: true }] },
    },
  },
};
const distribution = (origin: object, behavior: object = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Origins: [{ Id: 'site', ...origin }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ...behavior },
    },
  },
});
const find = (resources: Record<string, object>) =>
  findHosting(readStack({ Resources: resources }, { stackName: 's', region: 'us-east-1', accountId: '123456789012' }));

describe('findHosting', () => {
  it("gives the distribution's domain and the headers of its policy", () => {
    const site = distribution({ S3OriginConfig: {} }, { ResponseHeadersPolicyId: { Ref: 'Headers' } });
    expect(find({ Site: site, Headers: policy })).toEqual({
      logicalId: 'Site',
      domainName: expect.stringMatching(/^d\w+\.cloudfront\.net$/),
      headers: {
        'Content-Security-Policy': "default-src 'self'",
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'no-referrer',
        'X-Robots-Tag': 'none',
      },
    });
  });

  it("adds no header of a policy that the distribution doesn't name", () => {
    expect(find({ Site: distribution({ S3OriginConfig: {} }), Headers: policy })?.headers).toEqual({});
  });

  it('passes over a distribution that is not in front of a bucket', () => {
    const proxy = distribution({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
    expect(find({ Proxy: proxy })).toBeUndefined();
    expect(find({ Proxy: proxy, Site: distribution({ S3OriginConfig: {} }) })).toBeDefined();
  });

  it('finds nothing where there is no distribution', () => {
    expect(find({ Headers: policy })).toBeUndefined();
  });
});

describe('one more origin to connect to', () => {
  it.each([
    ["default-src 'self'; connect-src 'self' https://a", "default-src 'self'; connect-src http://x 'self' https://a"],
    ["connect-src 'self'", "connect-src http://x 'self'"],
    ["default-src 'self'; x-connect-src 'self'", "default-src 'self'; x-connect-src 'self'"],
  ])('%s', (policy, expected) => {
    expect(allowConnection(policy, 'http://x')).toBe(expected);
  });
});
